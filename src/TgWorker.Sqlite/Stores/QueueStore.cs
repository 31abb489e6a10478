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
    public static IQueueStore Open(
        FileSettings file, SqlTexts sql, IJobReader reader, TimeSpan? deduplicateFor, int largestEntry, TimeProvider time)
    {
        var (connection, clock) = QueueFile.Open(file, sql, time);
        try
        {
            var steps = new QueueSteps(connection, sql, clock, reader, deduplicateFor, largestEntry, RoomOf(file, connection, time));
            return file.IsInMemory
                ? new MemoryStore(connection, clock, steps, sql, file.Path, time)
                : new FileStore(connection, clock, steps, QueueFile.OpenToRead(file), QueueFile.OpenToCopyLog(file), sql, file.Path, time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static DiskRoom? RoomOf(FileSettings file, RawConnection connection, TimeProvider time)
    {
        if (file.IsInMemory)
        {
            return null;
        }

        var pageSize = connection.AskNumber("PRAGMA page_size");
        var (pages, free) = (connection.Prepare("PRAGMA page_count"), connection.Prepare("PRAGMA freelist_count"));
        var drive = FileSystems.Of(file.Path);
        return new DiskRoom(
            () => drive is { IsReady: true } ? drive.AvailableFreeSpace - DiskRoom.ReserveOf(drive.TotalSize) : null,
            () => ((pages.ReadNumber() ?? 0) - (free.ReadNumber() ?? 0)) * pageSize,
            file.MaxSize,
            time);
    }
}
