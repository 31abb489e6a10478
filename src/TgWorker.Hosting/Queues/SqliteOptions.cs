using TgWorker.Sqlite;

namespace TgWorker.Hosting.Queues;

/// <summary>The queue in a file of SQLite instead of on Redis.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// The file, made when there is none; <c>:memory:</c> for a queue that nothing outlives; null (the default) for the queue on Redis.
    /// </summary>
    public string? File { get; set; }

    /// <summary>What a power failure may take. Default <see cref="SqliteSynchronous.Normal"/>.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Normal;

    /// <summary>
    /// How many megabytes of the file may be in use before updates are refused. Default null: as many as the disk has, but for a little.
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
