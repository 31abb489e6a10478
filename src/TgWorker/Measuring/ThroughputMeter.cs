using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;
using TgWorker.Measuring.Workers;

namespace TgWorker.Measuring;

/// <summary>
/// Measures how fast workers take updates off a queue. They run and are warm before the clock starts, and the whole
/// backlog appears at one moment, so neither their start nor the filling is part of the numbers.
/// </summary>
internal sealed class ThroughputMeter(ThrowAwayQueue queue, IMeasuredWorkers workers, UpdateSource updates, TimeProvider time)
{
    private const int BatchSize = 250;

    // Looking costs the measured Redis time: seldom enough not to show, often enough for the moment at which the queue is empty.
    private static readonly TimeSpan EmptyInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan RefillInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>Lets the workers handle so many updates untimed: code gets compiled, connections and pools get their size.</summary>
    public async Task WarmUpAsync(int count, CancellationToken cancellationToken)
    {
        await StageAsync(count, cancellationToken);
        await queue.ReleaseAsync();
        await UntilEmptyAsync(cancellationToken);
    }

    /// <summary>From a full queue to an empty one.</summary>
    /// <param name="count">How many updates.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="others">Called when all is there and before the clock starts, to wait for those who are measured along.</param>
    public async Task<Throughput> DrainAsync(int count, CancellationToken cancellationToken, Func<Task>? others = null)
    {
        await StageAsync(count, cancellationToken);
        await (others?.Invoke() ?? Task.CompletedTask);
        var before = (workers.Usage(), await queue.UsageAsync());
        var started = time.GetTimestamp();
        await queue.ReleaseAsync();
        await UntilEmptyAsync(cancellationToken);
        var elapsed = time.GetElapsedTime(started);
        return Throughput.Between(count, elapsed, before, (workers.Usage(), await queue.UsageAsync()));
    }

    /// <summary>
    /// With a backlog that stays as long as it is: what is taken is pushed again, until <paramref name="count"/> updates
    /// are handled. Leaves the backlog behind.
    /// </summary>
    public async Task<Throughput> KeepFullAsync(int backlog, int count, CancellationToken cancellationToken)
    {
        await StageAsync(backlog, cancellationToken);
        var before = (workers.Usage(), await queue.UsageAsync());
        var started = time.GetTimestamp();
        await queue.ReleaseAsync();
        var progress = new ProgressWatch(workers, time);
        using var timer = new PeriodicTimer(RefillInterval, time);
        long pushed = backlog;
        long handled;
        while ((handled = pushed - await queue.UnfinishedAsync()) < count)
        {
            progress.Note(handled);
            for (var missing = backlog - await queue.PendingAsync(); missing > 0; missing -= BatchSize)
            {
                var batch = updates.Next((int)Math.Min(missing, BatchSize));
                await queue.PushAsync(batch);
                pushed += batch.Length;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        var elapsed = time.GetElapsedTime(started);
        return Throughput.Between(handled, elapsed, before, (workers.Usage(), await queue.UsageAsync()));
    }

    private async Task StageAsync(int count, CancellationToken cancellationToken)
    {
        var onItsWay = Task.CompletedTask;
        for (var left = count; left > 0; left -= BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = updates.Next(Math.Min(left, BatchSize));
            await onItsWay;
            onItsWay = queue.StageAsync(batch);
        }

        await onItsWay;
    }

    private async Task UntilEmptyAsync(CancellationToken cancellationToken)
    {
        var progress = new ProgressWatch(workers, time);
        using var timer = new PeriodicTimer(EmptyInterval, time);
        for (long left; (left = await queue.UnfinishedAsync()) > 0;)
        {
            progress.Note(left);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
