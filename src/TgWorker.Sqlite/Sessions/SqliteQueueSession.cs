using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;
using TgWorker.Sqlite.Timers;

namespace TgWorker.Sqlite.Sessions;

/// <summary>One worker incarnation on a queue in SQLite. Every move between two places is one transaction.</summary>
internal sealed partial class SqliteQueueSession : IQueueSession
{
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(2);

    private readonly IQueueStore _store;
    private readonly IJobReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChangeWatch _watch;
    private readonly string _queue;
    private readonly long _worker;
    private readonly long _restartsAtJoin;
    private readonly Suspects _suspects = new();
    private readonly ReadingAhead _ahead;
    private bool _hasNoted;
    private long _notedAt;
    private long _finishedThen;

    public SqliteQueueSession(
        JoinedWorker joined, string queue, IQueueStore store, ChangeWatch watch, IJobReader reader, int largestEntry, TimeProvider time,
        ILogger logger)
    {
        (_worker, Incarnation, Lease, _restartsAtJoin) = joined;
        _queue = queue;
        _store = store;
        _watch = watch;
        _reader = reader;
        _time = time;
        _logger = logger;
        _notedAt = time.GetTimestamp();
        _ahead = new ReadingAhead(store, reader, largestEntry);
        Memory = new SqliteLaneMemory(store, _worker, reader);
        Timers = new SqliteTimers(store, reader);
    }

    public string Incarnation { get; }

    public TimeSpan Lease { get; }

    public ILaneMemory Memory { get; }

    public IQueueTimers? Timers { get; }

    public Func<WorkerLoad>? Load { get; set; }

    public async ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        var suspects = _suspects.IsEmpty ? 1 : 0;
        var ahead = await _ahead.TakeAsync().ConfigureAwait(false);
        var answer = await _store.WriteAsync(steps => Claiming.Claim(steps, _worker, slots, suspects, ahead), cancellationToken)
            .ConfigureAwait(false);
        if (answer.Granted is not { } grants)
        {
            throw new LeaseLostException(Incarnation);
        }

        _ahead.Begin(answer.Sorted);
        if (answer.SkippedTimers > 0)
        {
            TimersTooLate(_logger, answer.SkippedTimers);
        }

        foreach (var (id, rule) in answer.UnreadableTimers ?? [])
        {
            TimerUnreadable(_logger, ShownName.Of(id), ShownName.Of(rule));
        }

        foreach (var (id, bytes) in answer.GivenUp ?? [])
        {
            GivenUp(_logger, _queue, bytes, id);
        }

        if (answer.Sorted > 0)
        {
            WorkerMetrics.Sorted(_queue, answer.Sorted);
        }

        return new Claim(grants.ConvertAll(Deliver), answer.Duplicates, answer.IsExhausted);
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var watching = _watch.Begin();
        var began = _time.GetTimestamp();
        while (true)
        {
            var rung = _store.Bell.Rung;
            var wait = NextTurn.Until(_store, _worker);
            var left = atMost - _time.GetElapsedTime(began);
            wait = wait < left ? wait : left;
            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(rung, Task.Delay(wait, _time, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
        {
            return [];
        }

        var outcomes = await _store.WriteAsync(
            steps =>
            {
                var outcomes = new SettleAnswer[deliveries.Count];
                if (steps.Leases.Holds(steps.Transaction, _worker))
                {
                    for (var i = 0; i < outcomes.Length; i++)
                    {
                        outcomes[i] = steps.Settling.Finish(steps.Transaction, HeldBy(deliveries[i]), takeNext);
                        if (outcomes[i].Accepted && deliveries[i].NotedAs is { } job)
                        {
                            steps.Remembering.ForgetJob(deliveries[i].Lane, job);
                        }
                    }
                }

                return outcomes;
            },
            cancellationToken).ConfigureAwait(false);
        var settled = new Settled[outcomes.Length];
        for (var i = 0; i < settled.Length; i++)
        {
            settled[i] = Settle(deliveries[i], outcomes[i]);
        }

        return settled;
    }

    public async ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        var failed = FailedDelivery.Of(delivery, failure, _queue, Incarnation, _time.GetUtcNow());
        return Settle(delivery, await WhileHeldAsync(
            steps => steps.Settling.Fail(steps.Transaction, HeldBy(delivery), failed, failure.HoldLane, takeNext), cancellationToken)
                .ConfigureAwait(false));
    }

    public async ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        var length = Math.Max(QueueClock.Length(delay), 0);
        var accepted = await WhileHeldAsync(
            steps => steps.Settling.Park(steps.Transaction, HeldBy(delivery), length, failures), cancellationToken).ConfigureAwait(false);
        _suspects.Remove(delivery);
        return accepted;
    }

    public async ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken) =>
        await WhileHeldAsync(steps => steps.Settling.NoteFailures(HeldBy(delivery), failures), cancellationToken).ConfigureAwait(false);

    public async ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken)
    {
        var (load, rate) = LoadToNote();
        var renewal = await _store.WriteAsync(
            steps => Renewal.Renew(steps, _worker, QueueClock.Length(Lease), load, rate), cancellationToken).ConfigureAwait(false);
        if (!renewal.IsRenewed)
        {
            throw new LeaseLostException(Incarnation);
        }

        if (load is { } noted)
        {
            (_hasNoted, _finishedThen, _notedAt) = (true, noted.Finished, _time.GetTimestamp());
        }

        foreach (var (name, lanes) in renewal.Lapsed.Where(static one => one.Lanes > 0))
        {
            LanesRecovered(_logger, name, lanes);
        }

        return new Heartbeat(
            renewal.Paused,
            renewal.Restarts != _restartsAtJoin,
            renewal.Lapsed.Sum(static one => one.Lanes),
            renewal.Lapsed.Count == 0 ? null : renewal.Lapsed.ConvertAll(static one => one.Name),
            renewal.Cancelled.Count == 0 ? null : renewal.Cancelled);
    }

    public async ValueTask LeaveAsync(CancellationToken cancellationToken) =>
        await _store.WriteAsync(steps => steps.Leases.Leave(steps.Transaction, _worker), cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private HeldHead HeldBy(Delivery delivery) => new(_worker, delivery.Receipt, delivery.Lane, delivery.Fence);

    /// <summary>Takes a step if the worker's lease holds; else answers as to a lane that is not held.</summary>
    private Task<T> WhileHeldAsync<T>(Func<QueueSteps, T> step, CancellationToken cancellationToken)
        where T : struct => _store.WriteAsync(
            steps => steps.Leases.Holds(steps.Transaction, _worker) ? step(steps) : default, cancellationToken);

    private Delivery Deliver(Grant grant)
    {
        var delivery = new Delivery(
            UnreadableLane.Deliver(grant.Job ?? _reader.Read(grant.Payload), grant.Key), grant.Key, grant.Fence, grant.Lapses,
            grant.Failures) { Receipt = grant.Lane };
        _suspects.Add(delivery);
        return delivery;
    }

    private Settled Settle(Delivery delivery, SettleAnswer outcome)
    {
        _suspects.Remove(delivery);
        return new Settled(outcome.Accepted, outcome.Next is { } next ? Deliver(next) : null);
    }

    private (WorkerLoad? Load, double Rate) LoadToNote()
    {
        var elapsed = _time.GetElapsedTime(_notedAt);
        if (Load is not { } load || (elapsed < NoteEvery && _hasNoted))
        {
            return default;
        }

        var now = load();
        return (now, Math.Round((now.Finished - _finishedThen) / Math.Max(elapsed.TotalSeconds, 0.001), 2));
    }

    [LoggerMessage(311, LogLevel.Information, "{Count} timers are later than allowed and are skipped")]
    private static partial void TimersTooLate(ILogger logger, int count);

    [LoggerMessage(312, LogLevel.Error,
        "The timer {Id} does not go off: \"{Rule}\" does not say when again, or names a time zone that is not known here. It is looked at "
        + "again in a minute; `tgworker timers cancel` takes it away")]
    private static partial void TimerUnreadable(ILogger logger, string id, string rule);

    [LoggerMessage(313, LogLevel.Error,
        "An entry of queue {Queue} is given up unread, {Bytes} bytes: failed job {Id}. It is larger than an entry may be "
            + "(Queue:LargestEntry)")]
    private static partial void GivenUp(ILogger logger, string queue, long bytes, string id);

    [LoggerMessage(310, LogLevel.Warning, "Worker {Worker} lost its lease: other workers take over {Lanes} of its chats")]
    private static partial void LanesRecovered(ILogger logger, string worker, int lanes);
}
