using System.Buffers.Binary;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sessions;

/// <content>How deliveries end, and what follows them in their lanes.</content>
internal sealed partial class RedisQueueSession
{
    // For so few lanes, payloads that pass through the script cost less than a call of their own.
    private const int FewLanes = 4;

    public async ValueTask<IReadOnlyList<Settled>> FinishAsync(IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
        {
            return [];
        }

        var areFew = deliveries.Count <= FewLanes;
        var values = new RedisValue[3 + deliveries.Count];
        values[1] = !takeNext ? 0 : areFew ? 2 : 1;
        values[2] = PackedFences(deliveries);
        for (var i = 0; i < deliveries.Count; i++)
        {
            values[3 + i] = deliveries[i].Lane;
        }

        var readAlong = takeNext && !areFew ? _jobs.ReadFollowingAsync(deliveries) : null;
        var answer = await SettleAsync(
            RedisScript.Finish,
            () => [_keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Fence, _keys.Tries],
            values,
            cancellationToken).ConfigureAwait(false);
        var settled = new Settled[deliveries.Count];
        var read = answer is null ? null : new FinishAnswer(answer);
        for (var i = 0; i < settled.Length; i++)
        {
            var (accepted, head) = read?.Read(i, deliveries[i].Lane) ?? default;
            var next = head is { } follows ? await NextAsync(deliveries[i], follows, readAlong, i).ConfigureAwait(false) : null;
            settled[i] = new Settled(accepted, next);
            _held.Settle(deliveries[i], next);
            if (accepted)
            {
                _observer?.Finished(deliveries[i]);
                Started(next);
            }
        }

        NoteReady(takeNext);
        return settled;
    }

    public async ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken)
    {
        var (id, record) = FailedJobRecord.Write(delivery, failure, _options.Name, _name);
        var answer = await SettleAsync(
            RedisScript.Fail,
            () =>
            [
                _keys.Lanes, _keys.Jobs, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Fence, _keys.Tries,
                _keys.Stopped, _keys.Failed, _keys.FailedJobs,
            ],
            [default, delivery.Lane, delivery.Fence, takeNext ? 1 : 0, failure.HoldLane ? 1 : 0, id, record],
            cancellationToken).ConfigureAwait(false);
        var code = answer is null ? 0 : (long)answer[0];
        var next = code > 1 ? new Delivery(_reader.Read((byte[])answer![2]!), delivery.Lane, code) { Receipt = (long)answer[1] } : null;
        _held.Settle(delivery, next);
        NoteReady(takeNext);
        if (code > 0)
        {
            _observer?.Failed(delivery, failure);
            Started(next);
        }

        return new Settled(code > 0, next);
    }

    public async ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0));
        var answer = await SettleAsync(
            RedisScript.Park,
            () => [_keys.Lanes, _keys.Ready, _keys.Workers, _keys.Holding(Incarnation), _keys.Tries],
            [default, delivery.Lane, delivery.Fence, milliseconds, failures],
            cancellationToken).ConfigureAwait(false);
        _held.Settle(delivery, null);
        _next.Due(milliseconds);
        if (answer is null || (long)answer[0] != 1)
        {
            return false;
        }

        _observer?.Released(delivery, failures);
        return true;
    }

    public async ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken)
    {
        var answer = await SettleAsync(
            RedisScript.NoteFailures,
            () => [_keys.Lanes, _keys.Workers, _keys.Holding(Incarnation), _keys.Tries],
            [default, delivery.Lane, delivery.Fence, failures],
            cancellationToken).ConfigureAwait(false);
        return answer is not null && (long)answer[0] == 1;
    }

    private static byte[] PackedFences(IReadOnlyList<Delivery> deliveries)
    {
        var packed = new byte[deliveries.Count * sizeof(double)];
        for (var i = 0; i < deliveries.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(i * sizeof(double)), deliveries[i].Fence);
        }

        return packed;
    }

    /// <summary>What follows a finished job: it came with the answer, or was read along with the finish, or is read now.</summary>
    private async ValueTask<Delivery?> NextAsync(Delivery finished, LaneHead head, Task<byte[]?[]>? readAlong, int i)
    {
        if (readAlong is not null && head.Number == finished.Receipt + 1)
        {
            head = head with { Payload = (await readAlong.ConfigureAwait(false))[i] };
        }

        try
        {
            if (head.Payload is null)
            {
                head = (await ReadGrantedAsync([head]).ConfigureAwait(false))[0];
            }

            return new Delivery(_reader.Read(head.Payload), head.Lane, head.Fence) { Receipt = head.Number };
        }
        catch (QueueUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Runs a settling script; null when the lease has lapsed, which refuses everything.</summary>
    private async Task<RedisResult[]?> SettleAsync(RedisScript script, Func<RedisKey[]> keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            await EnterAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            return null;
        }

        try
        {
            values[0] = Incarnation;
            var answer = await _connection.EvaluateAsync(script, keys(), values).ConfigureAwait(false);
            var items = (RedisResult[])answer!;
            return items.Length == 1 && (long)items[0] == -1 ? null : items;
        }
        catch (QueueUnavailableException exception)
        {
            NoteLostAnswer(exception);
            throw;
        }
        finally
        {
            _gate.Exit();
        }
    }

    // What follows in a lane that was let go of is there for the next claim.
    private void NoteReady(bool takeNext)
    {
        if (!takeNext)
        {
            _next.Due(0);
        }
    }
}
