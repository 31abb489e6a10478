using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Payloads;

namespace TgWorker.Redis.Granting;

/// <summary>Reads jobs out of their lanes. Plain reads: a payload that passes through a script costs Redis twice as much.</summary>
internal sealed class LaneJobs(RedisCommands connection, QueueKeys keys, PayloadPool payloads)
{
    /// <summary>
    /// The heads of lanes that were just granted, under the numbers they have now. An operator who puts failed jobs back
    /// moves a head that is being run to a smaller number, and another job to where it was. So the lanes are read right
    /// behind the jobs: while a lane is held its head only ever moves down, and one that has its number still had it before.
    /// </summary>
    public async Task<LaneHead[]> ReadHeadsAsync(IReadOnlyList<LaneHead> granted)
    {
        LaneHead[] heads = [.. granted];
        while (true)
        {
            var reading = payloads.ReadJobsAsync(connection, keys.Jobs, heads, static head => (head.Lane, head.Number));
            var states = await connection.ReadFieldsAsync(keys.Lanes, Array.ConvertAll(heads, static head => (RedisValue)head.Lane))
                .ConfigureAwait(false);
            var read = await reading.ConfigureAwait(false);
            var moved = false;
            for (var i = 0; i < heads.Length; i++)
            {
                var number = NumberNow(heads[i], states[i]);
                moved |= number != heads[i].Number;
                heads[i] = heads[i] with { Number = number, Payload = read[i] ?? PayloadLease.Own([]) };
            }

            if (!moved)
            {
                return heads;
            }

            PayloadLease.End(read);
        }
    }

    /// <summary>
    /// The payloads of the jobs that seem to follow, null where there is none yet. Sent right before the script that
    /// finishes the jobs before them, so that both answers come at once. Never fails: what is missing is read later.
    /// </summary>
    public async Task<PayloadLease?[]> ReadFollowingAsync(IReadOnlyList<Delivery> deliveries)
    {
        try
        {
            return await payloads.ReadJobsAsync(
                connection, keys.Jobs, deliveries, static delivery => (delivery.Lane, delivery.Receipt + 1)).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            return new PayloadLease?[deliveries.Count];
        }
    }

    /// <summary>
    /// The payloads of the jobs that stand behind a delivery's, in order. A failed job that an operator puts right behind it
    /// meanwhile is not among them.
    /// </summary>
    public async Task<IEnumerable<byte[]>> ReadBehindAsync(Delivery delivery, int atMost)
    {
        var fields = new RedisValue[atMost];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = QueueKeys.Job(delivery.Lane, delivery.Receipt + 1 + i);
        }

        var values = await connection.ReadFieldsAsync(keys.Jobs, fields).ConfigureAwait(false);
        return values.Where(static value => !value.IsNull).Select(static value => (byte[])value!);
    }

    // A lane that is no longer ours is left alone: whatever comes of it is refused.
    private static long NumberNow(LaneHead head, byte[]? state) =>
        PackedLaneState.Read(state) is { } now && now.Fence == head.Fence ? now.Head : head.Number;
}
