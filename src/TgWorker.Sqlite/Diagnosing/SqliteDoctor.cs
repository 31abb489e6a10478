using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Status;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Diagnosing;

/// <summary>Finds what is wrong with a queue in a file and with the disk it is on.</summary>
public static class SqliteDoctor
{
    private const long LittleSpace = 100L << 20;
    private const long FewPages = 1_000;

    /// <summary>Runs all checks. It creates and changes no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="queue">The name of its queue.</param>
    /// <param name="reader">Reads entries.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What was found; empty if all is well.</returns>
    public static Task<IReadOnlyList<SqliteFinding>> ExamineAsync(
        string path, string queue, IJobReader reader, TimeProvider time, CancellationToken cancellationToken) =>
            Task.Run<IReadOnlyList<SqliteFinding>>(
        async () =>
        {
            if (path == FileSettings.InMemory)
            {
                return [];
            }

            var findings = new List<SqliteFinding>();
            findings.AddRange(Disk(path));
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                findings.AddRange(Folder(Path.GetDirectoryName(Path.GetFullPath(path))));
                return findings;
            }

            try
            {
                var store = QueueStore.Open(
                    new FileSettings(path, queue, Flush: false), new SqlTexts(), reader, deduplicateFor: null, int.MaxValue, time);
                await using (store.ConfigureAwait(false))
                {
                    findings.AddRange(store.Read(reads => Inside(reads, path)));
                    findings.AddRange(Queue(SqliteQueueStatus.Read(store, queue, reader, time)));
                }
            }
            catch (Exception exception) when (exception is QueueUnavailableException or QueueUnsupportedException)
            {
                findings.Add(new SqliteFinding("file", path, exception.Message, "see the message; the file was left as it is"));
            }

            return findings;
        },
        cancellationToken);

    private static IEnumerable<SqliteFinding> Folder(string? folder)
    {
        if (folder is not null && !Directory.Exists(folder))
        {
            yield return new SqliteFinding(
                "file", folder, "this folder does not exist, so no worker can create the file in it", "create it, or name another file");
        }
    }

    private static IEnumerable<SqliteFinding> Disk(string path)
    {
        if (FileSystems.NetworkOf(path) is { } network)
        {
            yield return new SqliteFinding(
                "file_system", path, $"it is on a network file system ({network})",
                "put the file on a local disk: SQLite's locks do not hold there");
        }

        var drive = FileSystems.Of(path);
        if (drive is { IsReady: true } && drive.AvailableFreeSpace < LittleSpace)
        {
            yield return new SqliteFinding(
                "space", drive.Name, $"{drive.AvailableFreeSpace >> 20} MB of the disk are free",
                "free some: when it is full, updates are refused until there is room again");
        }
    }

    private static List<SqliteFinding> Inside(QueueReads reads, string path)
    {
        var findings = new List<SqliteFinding>();
        if (Text(reads, "doctor.journal_mode") is var mode && mode != "wal")
        {
            findings.Add(new SqliteFinding(
                "journal_mode", path, $"its journal mode is {mode}",
                "start a worker on it, which sets it to wal; if that does not help, put the file on a local disk"));
        }

        if (Text(reads, "doctor.quick_check") is var check && check != "ok")
        {
            findings.Add(new SqliteFinding(
                "damage", path, check, "stop what uses it, keep a copy of it with its -wal file, and save what can be read: sqlite3 "
                    + "FILE .recover | sqlite3 NEW"));
        }

        var (pages, free) = (reads["doctor.pages"].ReadNumber() ?? 0, reads["doctor.free_pages"].ReadNumber() ?? 0);
        if (free > FewPages && free > pages * 3 / 4)
        {
            findings.Add(new SqliteFinding(
                "size", path, $"{free} of its {pages} pages are empty", "leave a worker running on it: it gives them back to the disk"));
        }

        return findings;
    }

    private static IEnumerable<SqliteFinding> Queue(QueueStatus status)
    {
        foreach (var worker in status.Workers.Where(worker => worker.LeaseLeft <= TimeSpan.Zero))
        {
            yield return new SqliteFinding(
                "lapsed_workers", worker.Incarnation, $"its lease has lapsed; it holds {worker.Lanes} chats",
                "start a worker: the next one takes them over");
        }

        if (status.Pending + status.ReadyNow > 0 && !status.Workers.Any(worker => worker.LeaseLeft > TimeSpan.Zero))
        {
            yield return new SqliteFinding(
                "consumers", status.Queue, $"{status.Pending + status.InLanes} updates wait, and no worker is on the queue",
                "start one: tgworker work --sqlite FILE");
        }

        if (status.Stopped > 0)
        {
            yield return new SqliteFinding(
                "stopped_lanes", status.Queue, $"{status.Stopped} chats are stopped for a failed job",
                "tgworker failed, then retry or forget the jobs");
        }

        if (status.PausedLanes > 0)
        {
            yield return new SqliteFinding(
                "paused_chats", status.Queue, $"{status.PausedLanes} chats are paused by an operator",
                "tgworker chat paused, then tgworker chat continue CHAT");
        }

        if (status.PausedBots.Where(static bot => !bot.HasEnded).Select(static bot => bot.Bot).ToList() is { Count: > 0 } bots)
        {
            yield return new SqliteFinding(
                "paused_bots", status.Queue, $"{bots.Count} bots are paused by an operator: {string.Join(", ", bots.Take(5))}",
                "tgworker continue --bot NAME");
        }

        if (status.Paused)
        {
            yield return new SqliteFinding("paused", status.Queue, "the queue is paused", "tgworker continue");
        }
    }

    private static string Text(QueueReads reads, string name) => reads[name].ReadText() ?? "";
}
