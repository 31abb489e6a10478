using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Operations;

/// <summary>What an operator can do to a queue in SQLite. What touches many jobs goes in steps that keep nobody waiting.</summary>
internal sealed class SqliteQueueOperations(IQueueStore store, TimeProvider time) : IQueueOperations
{
    private const int JobsAtOnce = 500;

    public Task PauseAsync(CancellationToken cancellationToken) => DoAsync(static steps => steps.Operating.Pause(true), cancellationToken);

    public Task ContinueAsync(CancellationToken cancellationToken) =>
        DoAsync(static steps => steps.Operating.Pause(false), cancellationToken);

    public async Task<bool> PauseBotAsync(string bot, CancellationToken cancellationToken)
    {
        var (its, at) = (BotName.LaneOf(bot), time.GetUtcNow().ToUnixTimeMilliseconds());
        return await store.WriteAsync(steps => steps.Pauses.Pause(steps.Transaction, its, at), cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{BotPauses.Most} bots are paused already: let one of them continue first");
    }

    public Task<bool> ContinueBotAsync(string bot, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Pauses.Continue(steps.Transaction, BotName.LaneOf(bot)), cancellationToken);

    public Task RequestRestartAsync(CancellationToken cancellationToken) =>
        DoAsync(static steps => steps.Operating.RequestRestart(), cancellationToken);

    public async Task<long> ClearAsync(CancellationToken cancellationToken)
    {
        var cleared = await RepeatAsync(static steps => steps.Clearing.ClearList(steps.Transaction, JobsAtOnce), cancellationToken)
            .ConfigureAwait(false);
        for (long? lane = 0; (lane = await LaneAfterAsync(lane.Value, cancellationToken).ConfigureAwait(false)) is { } number;)
        {
            cleared += await RepeatAsync(steps => steps.Clearing.ClearLane(steps.Transaction, number, JobsAtOnce), cancellationToken)
                .ConfigureAwait(false);
        }

        return cleared;
    }

    public async Task<long> DrainAsync(CancellationToken cancellationToken)
    {
        // Lanes of workers that died are nobody's.
        var held = await store.WriteAsync(static steps => FreeLapsed(steps).Draining.FindHeld(), cancellationToken).ConfigureAwait(false);
        var drained = 0L;
        for (long? lane = 0; held is null
            && (lane = await LaneAfterAsync(lane.Value, cancellationToken).ConfigureAwait(false)) is { } number;)
        {
            for (var some = JobsAtOnce; held is null && some == JobsAtOnce;)
            {
                some = await store.WriteAsync(steps => steps.Draining.Drain(steps.Transaction, number, JobsAtOnce), cancellationToken)
                    .ConfigureAwait(false);
                held = some < 0 ? await store.WriteAsync(static steps => steps.Draining.FindHeld(), cancellationToken)
                    .ConfigureAwait(false) ?? "?" : null;
                drained += Math.Max(some, 0);
            }
        }

        return held is null
            ? drained
            : throw new InvalidOperationException(
                $"A worker runs an update of chat {held}: pause the queue or stop the workers, wait until they are idle, and drain "
                    + $"again. {drained} jobs were put back so far.");
    }

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadListAsync(int most, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.List.Read(most), cancellationToken);

    public Task<bool> TakeListAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.List.Take(steps.Transaction, entries), cancellationToken);

    private static QueueSteps FreeLapsed(QueueSteps steps)
    {
        steps.Leases.RecoverLapsed(steps.Transaction);
        return steps;
    }

    private Task<long?> LaneAfterAsync(long lane, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Operating.LaneAfter(lane), cancellationToken);

    private async Task<long> RepeatAsync(Func<QueueSteps, int> step, CancellationToken cancellationToken)
    {
        for (var all = 0L; ;)
        {
            var some = await store.WriteAsync(step, cancellationToken).ConfigureAwait(false);
            all += some;
            if (some < JobsAtOnce)
            {
                return all;
            }
        }
    }

    private Task<bool> DoAsync(Action<QueueSteps> step, CancellationToken cancellationToken) => store.WriteAsync(
        steps =>
        {
            step(steps);
            return true;
        },
        cancellationToken);
}
