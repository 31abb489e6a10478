using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Copying;

/// <summary>A lane as the file has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Key">Its key.</param>
/// <param name="Head">Its first job; null when it has none.</param>
internal sealed record LaneRow(long Id, string Key, long? Head)
{
    /// <summary>When the head may run, by the queue's clock; null when it is not ready.</summary>
    public long? Ready { get; init; }

    /// <summary>The failed job for which it is stopped; null when it is not.</summary>
    public string? Stopped { get; init; }

    /// <summary>How often a worker died of its head.</summary>
    public long Lapses { get; init; }

    /// <summary>How many tries of its head failed.</summary>
    public long Failures { get; init; }

    /// <summary>When the head may run once the pause ends; null when it is not paused.</summary>
    public long? Paused { get; init; }

    /// <summary>Since when it is paused, unix milliseconds.</summary>
    public long PausedAt { get; init; }

    /// <summary>Reads a row of copied.lanes.</summary>
    public static LaneRow Read(Statement row) => new(row.Number(0), row.Text(1), row.NumberOrNull(2))
    {
        Ready = row.NumberOrNull(3),
        Stopped = row.TextOrNull(4),
        Lapses = row.Number(5),
        Failures = row.Number(6),
        Paused = row.NumberOrNull(7),
        PausedAt = row.NumberOrNull(8) ?? 0,
    };
}
