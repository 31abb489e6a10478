using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Settling;

/// <summary>Writes how deliveries end, other than well: given up, or let go of for a later try.</summary>
internal sealed class LaneSettler(
    SettlingCall call, LeaseHolder holder, QueueKeys keys, GrantedJobs jobs, NextTurn next, string queue, IJobLocks locks,
    IQueueObserver? observer)
{
    /// <inheritdoc cref="IQueueSession.FailAsync"/>
    public async ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        holder.Held.Settling([delivery]);
        await locks.ReleaseAsync(delivery.Job).ConfigureAwait(false);
        var (id, record) = FailedJobRecord.Write(delivery, failure, queue, holder.FirstName);
        var answer = await call.RunAsync(
            RedisScript.Fail,
            () =>
            [
                keys.Lanes, keys.Jobs, keys.Ready, keys.Workers, keys.Holding(holder.Name), keys.Fence, keys.Tries,
                keys.Stopped, keys.Failed, keys.FailedJobs, keys.PausedBots,
            ],
            [default, delivery.Lane, delivery.Fence, takeNext ? 1 : 0, failure.HoldLane ? 1 : 0, id, record],
            cancellationToken).ConfigureAwait(false);
        var code = answer is null ? 0 : (long)answer[0];
        var following = code > 1
            ? jobs.Deliver(new LaneHead(delivery.Lane, code, (long)answer![1], PayloadLease.Own((byte[])answer[2]!)))
            : null;
        holder.Held.Settle(delivery, following);
        next.LetGo(takeNext);
        if (code > 0)
        {
            observer?.Failed(delivery, failure);
            if (following is not null)
            {
                observer?.Started(following);
            }
        }

        return new Settled(code > 0, following);
    }

    /// <inheritdoc cref="IQueueSession.ParkAsync"/>
    public async ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        holder.Held.Settling([delivery]);
        var milliseconds = (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0));
        var answer = await call.RunAsync(
            RedisScript.Park,
            () => [keys.Lanes, keys.Ready, keys.Workers, keys.Holding(holder.Name), keys.Tries],
            [default, delivery.Lane, delivery.Fence, milliseconds, failures],
            cancellationToken).ConfigureAwait(false);
        holder.Held.Settle(delivery, null);
        next.Due(milliseconds);
        if (answer is null || (long)answer[0] != 1)
        {
            return false;
        }

        observer?.Released(delivery, failures);
        return true;
    }

    /// <inheritdoc cref="IQueueSession.NoteFailuresAsync"/>
    public async ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        var answer = await call.RunAsync(
            RedisScript.NoteFailures,
            () => [keys.Lanes, keys.Workers, keys.Holding(holder.Name), keys.Tries],
            [default, delivery.Lane, delivery.Fence, failures],
            cancellationToken).ConfigureAwait(false);
        return answer is not null && (long)answer[0] == 1;
    }
}
