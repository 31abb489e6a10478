namespace TgWorker.Core.Working;

/// <summary>How a worker on several queues divides its slots among them, after Laravel Horizon's <c>balance</c>.</summary>
public sealed class BalanceOptions
{
    /// <summary>
    /// Whether slots move between queues, and what decides. Default <see cref="BalanceBy.Off"/>: priority or weights alone.
    /// </summary>
    public BalanceBy By { get; set; } = BalanceBy.Off;

    /// <summary>The smallest number of slots for a queue (Horizon's <c>minProcesses</c>). Default 1.</summary>
    public int Min { get; set; } = 1;

    /// <summary>The largest number of slots for a queue; 0 for all of them. Default 0.</summary>
    public int Max { get; set; }

    /// <summary>The time between two changes (Horizon's <c>balanceCooldown</c>). Default 3 s.</summary>
    public TimeSpan Cooldown { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The most slots a queue gains or loses at once (Horizon's <c>balanceMaxShift</c>, which counts processes). Default 8.
    /// </summary>
    public int MaxShift { get; set; } = 8;
}
