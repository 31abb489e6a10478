using TgWorker.Sqlite;

namespace TgWorker.Hosting.Queues;

/// <summary>The queue in an SQLite file instead of in Redis.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// The file, created if missing; <c>:memory:</c> for a queue that ends with its process. Default null: the queue is in Redis.
    /// </summary>
    public string? File { get; set; }

    /// <summary>What a power failure can lose. Default <see cref="SqliteSynchronous.Normal"/>.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Normal;

    /// <summary>
    /// How many megabytes of the file may be in use before updates are refused. Default null: almost all of the disk.
    /// </summary>
    public long? MaxSize { get; set; }

    /// <summary>
    /// The file of a queue: a file has one queue. The first one has <see cref="File"/>; each other one has a file beside it with the
    /// queue's name in its own, <c>bot.urgent.db</c> beside <c>bot.db</c>.
    /// </summary>
    internal string FileOf(string queue, IReadOnlyList<string> names) => queue == names[0] || File == SqliteUpdateQueue.InMemory
        ? File!
        : Path.Combine(Path.GetDirectoryName(File) ?? "", $"{Path.GetFileNameWithoutExtension(File)}.{queue}{Path.GetExtension(File)}");
}
