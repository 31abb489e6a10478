namespace TgWorker.Core.History;

/// <summary>The steps of time that the history is kept in, by number: those of an epoch's minutes, hours and tens of minutes.</summary>
internal static class HistoryTime
{
    /// <summary>How long a step is kept.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(3);

    /// <summary>How long outcomes of chats are kept.</summary>
    public static readonly TimeSpan KeepOutcomesFor = TimeSpan.FromDays(3);

    /// <summary>All scales.</summary>
    public static IReadOnlyList<HistoryScale> Scales { get; } = Enum.GetValues<HistoryScale>();

    /// <summary>How many minutes a step is long.</summary>
    public static int Minutes(HistoryScale scale) => scale switch
    {
        HistoryScale.Hour => 60,
        HistoryScale.TenMinutes => 10,
        _ => 1,
    };

    public static TimeSpan Length(HistoryScale scale) => TimeSpan.FromMinutes(Minutes(scale));

    /// <summary>The step that a moment is in.</summary>
    public static long StepOf(DateTimeOffset at, HistoryScale scale) => at.ToUnixTimeSeconds() / (long)Length(scale).TotalSeconds;

    /// <summary>When a step begins.</summary>
    public static DateTimeOffset Begin(long step, HistoryScale scale) =>
        DateTimeOffset.FromUnixTimeSeconds(step * (long)Length(scale).TotalSeconds);

    /// <summary>The steps up to and with that of a moment.</summary>
    public static IEnumerable<long> Until(DateTimeOffset until, HistoryScale scale, int steps)
    {
        var last = StepOf(until, scale);
        for (var step = last - steps + 1; step <= last; step++)
        {
            yield return step;
        }
    }
}
