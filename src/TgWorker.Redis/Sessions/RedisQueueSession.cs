using TgWorker.Core.Queues;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Replicas;
using TgWorker.Redis.Settling;
using TgWorker.Redis.Timers;

namespace TgWorker.Redis.Sessions;

/// <summary>One worker incarnation on a Redis queue. Every move between two places is one script.</summary>
internal sealed class RedisQueueSession(
    LeaseHolder holder,
    LeaseRenewer renewer,
    LaneClaimer claimer,
    LaneFinisher finisher,
    LaneSettler settler,
    LaneMemory memory,
    NextTurn next,
    ListWatcher watcher,
    ReplicaCard card,
    SessionTimers timers,
    IReadOnlyList<IQueueCompanion> companions) : IQueueSession
{
    public string Incarnation => holder.Name;

    public TimeSpan Lease => TimeSpan.FromMilliseconds(holder.LeaseMilliseconds);

    public ILaneMemory Memory => memory;

    public IQueueTimers? Timers => timers.Timers;

    public Func<WorkerLoad>? Load { get; set; }

    public async ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken)
    {
        await timers.Firing.FireAsync(cancellationToken).ConfigureAwait(false);
        var claim = await claimer.ClaimAsync(slots, cancellationToken).ConfigureAwait(false);
        timers.Firing.Remind();
        return claim;
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        timers.Watcher.Begin();
        return holder.MustWait ? new ValueTask(holder.PauseAsync(cancellationToken))
            : next.SorterBusy ? next.BackOffAsync(cancellationToken)
            : next.WaitAsync(watcher.Watch(), atMost, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        var settled = await finisher.FinishAsync(deliveries, takeNext, cancellationToken).ConfigureAwait(false);
        memory.Forget(deliveries, settled);
        return settled;
    }

    public ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken) =>
        settler.FailAsync(delivery, failure, takeNext, cancellationToken);

    public ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken) =>
        settler.ParkAsync(delivery, delay, failures, cancellationToken);

    public ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken) =>
        settler.NoteFailuresAsync(delivery, failures, cancellationToken);

    public async ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken)
    {
        var renewal = await renewer.RenewAsync(cancellationToken).ConfigureAwait(false);
        next.Due(renewal.Recovered > 0 ? 0 : renewal.NextReady);
        Array.ForEach(renewal.Lapsed, card.Forget);
        card.Beat(Load);
        var (paused, restart) = (renewal.Paused, renewal.RestartRequested);
        foreach (var companion in companions)
        {
            companion.Beat();
            paused |= companion.Paused;
            restart |= companion.RestartRequested;
        }

        return new Heartbeat(
            paused, restart, renewal.Recovered, renewal.Lapsed.Length > 0 ? renewal.Lapsed : null,
            renewal.Cancelled.Length > 0 ? renewal.Cancelled : null);
    }

    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        await renewer.LeaveAsync(cancellationToken).ConfigureAwait(false);
        await card.RemoveAsync().ConfigureAwait(false);
        foreach (var companion in companions)
        {
            await companion.PartAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await timers.Watcher.DisposeAsync().ConfigureAwait(false);
        await watcher.DisposeAsync().ConfigureAwait(false);
    }
}
