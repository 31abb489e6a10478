namespace TgWorker.Core.Timers;

/// <summary>A timer to be set. It replaces a timer with the same name and lane.</summary>
/// <param name="Place">Whose timer it is.</param>
/// <param name="Name">Its name, 1 to 128 characters.</param>
public sealed record NewTimer(TimerPlace Place, string Name)
{
    /// <summary>The largest length of a name.</summary>
    public const int LongestName = 128;

    /// <summary>The time from now, by the queue's clock; null if <see cref="At"/> is given or <see cref="Repeat"/> decides.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The time of day at which it goes off.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When it repeats; null for a timer that goes off once.</summary>
    public TimerRepeat? Repeat { get; init; }

    /// <summary>How late it may go off; a timer that would be later is skipped. Null for no limit.</summary>
    public TimeSpan? NotLaterThan { get; init; }

    /// <summary>What it carries, as JSON; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
