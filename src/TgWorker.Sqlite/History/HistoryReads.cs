using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.History;

/// <summary>Reads steps of the table <c>history</c>.</summary>
internal static class HistoryReads
{
    /// <summary>A step; null where nothing happened.</summary>
    public static string? TextOf(QueueReads reads, long place, long step) =>
        reads["look.history"].Bind(1, place).Bind(2, step).ReadText();
}
