using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;
using TgWorker.Sqlite;

namespace TgWorker.Measuring.Files;

/// <summary>
/// A queue in a file, filled and worked off by the engine in this process; and the yardstick beside it. The files are new ones beside the
/// one that is named, and are gone at the end.
/// </summary>
internal sealed class FileTest(string path, SqliteSynchronous synchronous, IUpdateHandler handler, WorkerOptions options, TimeProvider time)
{
    private const int Batch = 128;

    private readonly string _path = Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(path))!,
        $"{Path.GetFileNameWithoutExtension(path)}.bench-{Guid.NewGuid():N}{Path.GetExtension(path)}");

    /// <summary>Runs it.</summary>
    /// <param name="warmUp">How many updates go through before anything is measured.</param>
    /// <param name="updates">How many are measured.</param>
    /// <param name="chats">How many chats they belong to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<FileTestResult> RunAsync(int warmUp, int updates, int chats, CancellationToken cancellationToken)
    {
        var source = new UpdateSource(new EvenChats(chats), time);
        try
        {
            var bare = BareFile.Measure(_path, synchronous, source.Next(updates), time, cancellationToken);
            Delete();
            await using var queue = await SqliteUpdateQueue.OpenAsync(
                _path, new SqliteQueueOptions { Name = "bench", Synchronous = synchronous }, new EnvelopeReader(new EnvelopeOptions()),
                time, NullLoggerFactory.Instance, cancellationToken);
            await PushAsync(queue, source.Next(warmUp), cancellationToken);
            await HandleAsync(queue, cancellationToken);

            var entries = source.Next(updates);
            var (cpu, began) = (Cpu(), time.GetTimestamp());
            await PushAsync(queue, entries, cancellationToken);
            var pushed = time.GetTimestamp();
            var largest = Size();
            await HandleAsync(queue, cancellationToken);
            var (handled, used) = (time.GetTimestamp(), Cpu() - cpu);
            largest = Math.Max(largest, Size());
            return new FileTestResult(
                updates, entries.Average(entry => entry.Length), bare, time.GetElapsedTime(began, pushed),
                time.GetElapsedTime(pushed, handled), used, largest, Size());
        }
        finally
        {
            Delete();
        }
    }

    // As a poller pushes what one answer brought.
    private static async Task PushAsync(SqliteUpdateQueue queue, byte[][] entries, CancellationToken cancellationToken)
    {
        await using var intake = new SqliteIntakeQueue(queue.Name, _ => Task.FromResult(queue.Share()!));
        foreach (var batch in entries.Chunk(Batch))
        {
            await intake.PushAsync([.. batch.Select(entry => new NewEntry(entry, Guid.Empty, "", DateTimeOffset.UnixEpoch))],
                cancellationToken);
        }
    }

    private async Task HandleAsync(SqliteUpdateQueue queue, CancellationToken cancellationToken)
    {
        options.StopWhenEmpty = true;
        await new UpdateWorker([queue], handler, options, time, NullLogger<UpdateWorker>.Instance).RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private long Size() => Files().Where(File.Exists).Sum(file => new FileInfo(file).Length);

    private void Delete()
    {
        foreach (var file in Files())
        {
            File.Delete(file);
        }
    }

    private string[] Files() => [_path, _path + "-wal", _path + "-shm"];
}
