namespace TgWorker.Core.Timers;

/// <summary>When a new timer is due, as far as its maker's clock tells.</summary>
internal static class TimerDue
{
    /// <summary>Decides.</summary>
    /// <exception cref="ArgumentException">It has no time.</exception>
    public static DateTimeOffset Of(NewTimer timer, DateTimeOffset now) => timer switch
    {
        { After: { } after } => now + (after > TimeSpan.Zero ? after : TimeSpan.Zero),
        { At: { } at } => at,
        { Repeat: { } repeat } =>
            repeat.First(now) ?? throw new ArgumentException($"The timer '{timer.Name}' would never go off: {repeat.Text}.", nameof(timer)),
        _ => throw new ArgumentException($"The timer '{timer.Name}' has no time: give after, at or a repetition.", nameof(timer)),
    };
}
