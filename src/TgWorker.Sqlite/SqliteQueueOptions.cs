namespace TgWorker.Sqlite;

/// <summary>How a queue in SQLite behaves.</summary>
public sealed class SqliteQueueOptions
{
    /// <summary>The queue's bare name. Default <c>telegram_updates</c>. A file holds one queue and keeps its name.</summary>
    public string Name { get; set; } = "telegram_updates";

    /// <summary>How long a worker that no longer renews its lease keeps its lanes. Default 10 s; more than zero.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether an update that was seen before (same bot and update id) is dropped. Default true.</summary>
    public bool Deduplicate { get; set; } = true;

    /// <summary>How long a seen update is remembered. Default 24 h.</summary>
    public TimeSpan DeduplicateFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The largest entry, in bytes; a larger one becomes a failed job without being read. Default 1 MiB; more than zero.</summary>
    public int LargestEntry { get; set; } = 1024 * 1024;

    /// <summary>What a power failure can lose. Default <see cref="SqliteSynchronous.Normal"/>. Has no effect in memory.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Normal;

    /// <summary>
    /// How many bytes of the file may be in use before updates are refused. Default null: as many as the disk has, less a reserve for
    /// finishing what is in the file.
    /// </summary>
    public long? MaxFileSize { get; set; }
}
