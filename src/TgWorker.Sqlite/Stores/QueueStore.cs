using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Stores;

/// <summary>Opens stores.</summary>
internal static class QueueStore
{
    /// <summary>Opens the file that is named, or one in memory.</summary>
    /// <exception cref="QueueUnsupportedException">The file will never do.</exception>
    /// <exception cref="QueueUnavailableException">It cannot be opened now.</exception>
    public static IQueueStore Open(FileSettings file, SqlTexts sql, IJobReader reader, TimeSpan? deduplicateFor, TimeProvider time)
    {
        var (connection, clock) = QueueFile.Open(file, sql, time);
        try
        {
            var steps = new QueueSteps(connection, sql, clock, reader, deduplicateFor);
            return file.IsInMemory
                ? new MemoryStore(connection, clock, steps, sql, file.Path, time)
                : new FileStore(connection, clock, steps, QueueFile.OpenToRead(file), sql, file.Path, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
