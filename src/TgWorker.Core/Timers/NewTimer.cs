namespace TgWorker.Core.Timers;

/// <summary>A timer that is to be set, in place of one of the same name and lane.</summary>
/// <param name="Place">Whose it is.</param>
/// <param name="Name">Its name, 1 to 128 characters.</param>
public sealed record NewTimer(TimerPlace Place, string Name)
{
    /// <summary>The longest name.</summary>
    public const int LongestName = 128;

    /// <summary>How long from now, by the queue's clock; null where <see cref="At"/> is given, or <see cref="Repeat"/> decides.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>When, by the time of day.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When again, and again; null for once.</summary>
    public TimerRepeat? Repeat { get; init; }

    /// <summary>How late it may go off at most: one that is later is skipped. Null for however late.</summary>
    public TimeSpan? NotLaterThan { get; init; }

    /// <summary>What it carries, as JSON; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
