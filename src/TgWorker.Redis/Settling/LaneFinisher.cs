using System.Buffers.Binary;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Settling;

/// <summary>Finishes the heads of lanes and takes on what follows them.</summary>
internal sealed class LaneFinisher(
    SettlingCall call, LeaseHolder holder, QueueKeys keys, LaneJobs lanes, GrantedJobs jobs, NextTurn next, IJobLocks locks,
    IQueueObserver? observer)
{
    // For so few lanes, payloads that pass through the script cost less than a call of their own.
    private const int FewLanes = 4;
    private const int BeforeLanes = 3;

    /// <inheritdoc cref="IQueueSession.FinishAsync"/>
    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(
        IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
        {
            return [];
        }

        holder.Held.Settling(deliveries);
        for (var i = 0; i < deliveries.Count; i++)
        {
            await locks.ReleaseAsync(deliveries[i].Job).ConfigureAwait(false);
        }

        var areFew = deliveries.Count <= FewLanes;
        var readAlong = takeNext && !areFew ? lanes.ReadFollowingAsync(deliveries) : null;
        var answer = await call.RunAsync(
            RedisScript.Finish,
            () =>
            [
                keys.Lanes, keys.Jobs, keys.Ready, keys.Workers, keys.Holding(holder.Name), keys.Fence, keys.Tries, keys.PausedBots,
            ],
            Values(deliveries, !takeNext ? 0 : areFew ? 2 : 1),
            cancellationToken).ConfigureAwait(false);
        var settled = new Settled[deliveries.Count];
        var read = answer is null ? null : new FinishAnswer(answer);
        for (var i = 0; i < settled.Length; i++)
        {
            var (accepted, head) = read?.Read(i, deliveries[i].Lane) ?? default;
            var following = head is { } follows ? await FollowingAsync(deliveries[i], follows, readAlong, i).ConfigureAwait(false) : null;
            settled[i] = new Settled(accepted, following);
            holder.Held.Settle(deliveries[i], following);
            Tell(deliveries[i], settled[i]);
        }

        if (readAlong is not null)
        {
            // What was not handed on.
            PayloadLease.End(await readAlong.ConfigureAwait(false));
        }

        next.LetGo(takeNext);
        return settled;
    }

    private static RedisValue[] Values(IReadOnlyList<Delivery> deliveries, int take)
    {
        var values = new RedisValue[BeforeLanes + deliveries.Count];
        var fences = new byte[deliveries.Count * sizeof(double)];
        for (var i = 0; i < deliveries.Count; i++)
        {
            values[BeforeLanes + i] = deliveries[i].Lane;
            BinaryPrimitives.WriteDoubleLittleEndian(fences.AsSpan(i * sizeof(double)), deliveries[i].Fence);
        }

        values[1] = take;
        values[2] = fences;
        return values;
    }

    /// <summary>What follows a finished job: it came with the answer, or was read along with the finish, or is read now.</summary>
    private async ValueTask<Delivery?> FollowingAsync(Delivery finished, LaneHead head, Task<PayloadLease?[]>? readAlong, int i)
    {
        if (readAlong is not null && head.Number == finished.Receipt + 1)
        {
            var read = await readAlong.ConfigureAwait(false);
            (head, read[i]) = (head with { Payload = read[i] }, null);
        }

        try
        {
            return jobs.Deliver(head.Payload is null ? (await jobs.ReadAsync([head]).ConfigureAwait(false))[0] : head);
        }
        catch (QueueUnavailableException)
        {
            return null;
        }
    }

    private void Tell(Delivery delivery, Settled settled)
    {
        if (observer is null || !settled.Accepted)
        {
            return;
        }

        observer.Finished(delivery);
        if (settled.Next is { } following)
        {
            observer.Started(following);
        }
    }
}
