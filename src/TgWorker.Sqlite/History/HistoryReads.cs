using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.History;

/// <summary>Reads steps of the table <c>history</c>.</summary>
internal static class HistoryReads
{
    /// <summary>A step; null where nothing happened.</summary>
    public static string? TextOf(QueueReads reads, long place, long step)
    {
        var look = reads["look.history"].Bind(1, place).Bind(2, step);
        var text = look.Read() ? look.Text(0) : null;
        look.Reset();
        return text;
    }
}
