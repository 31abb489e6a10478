using TgWorker.Core.Operating;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands.Draining;

/// <summary>
/// Takes a queue's unfinished jobs to a file, in order, and back. Each batch is on the disk before it leaves the queue; a drain that was
/// broken off in between finds on the queue what it has written last.
/// </summary>
internal static class QueueFileDrain
{
    private const int AtOnce = 100;

    /// <summary>Takes all unfinished jobs to the file.</summary>
    /// <returns>How many were taken.</returns>
    /// <exception cref="InvalidOperationException">Workers are in the way.</exception>
    public static async Task<long> DrainAsync(
        IQueueOperations queue, DrainedFile file, IProgress<WorkDone>? progress, CancellationToken cancel)
    {
        var drained = file.Last.Count > 0 && await queue.TakeListAsync(file.Last, cancel) ? (long)file.Last.Count : 0;
        await queue.DrainAsync(progress, cancel);
        while (await queue.ReadListAsync(AtOnce, cancel) is { Count: > 0 } entries)
        {
            file.Add(entries);
            if (!await queue.TakeListAsync(entries, cancel))
            {
                file.DropLast();
                throw new InvalidOperationException(
                    $"A worker takes entries off the list meanwhile: stop the workers, and drain again. {drained} jobs are in the file so "
                        + $"far, and no longer on the queue.");
            }

            drained += entries.Count;
        }

        return drained;
    }

    /// <summary>Pushes what is in the file, in order, behind what the queue has; what was pushed before is not pushed again.</summary>
    /// <returns>How many were pushed, and how many had been before.</returns>
    /// <exception cref="InvalidOperationException">Another process pushes them.</exception>
    public static async Task<(long Pushed, long Before)> PushAsync(
        IIntakeQueue queue, DrainedFile file, Func<ReadOnlyMemory<byte>, NewEntry> read, CancellationToken cancel)
    {
        // As a poller's batches: the queue counts them, so that one whose answer was lost is appended once.
        var name = "file:" + file.Id;
        var (pushed, before, number) = (0L, 0L, 0L);
        var lease = (await queue.Leases.HoldAsync(name, [name], TimeSpan.FromDays(1), cancel))[0];
        foreach (var batch in file.ReadBatches())
        {
            if (++number <= lease?.Batches)
            {
                before += batch.Count;
            }
            else if (lease is not null && await queue.Leases.PushAsync(lease, new PollBatch(number, 0, [.. batch.Select(read)]), cancel))
            {
                pushed += batch.Count;
            }
            else
            {
                throw new InvalidOperationException($"the queue does not take them from here; {pushed} were pushed: run it again");
            }
        }

        return (pushed, before);
    }
}
