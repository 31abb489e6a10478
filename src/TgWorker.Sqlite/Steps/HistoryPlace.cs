using TgWorker.Core.History;

namespace TgWorker.Sqlite.Steps;

/// <summary>Which steps of the table <c>history</c> are whose, by the column <c>scale</c>.</summary>
internal static class HistoryPlace
{
    private const long TrafficFrom = 10;

    /// <summary>What workers did.</summary>
    public static long Work(HistoryScale scale) => (long)scale;

    /// <summary>What came in and went out.</summary>
    public static long Traffic(HistoryScale scale) => TrafficFrom + (long)scale;
}
