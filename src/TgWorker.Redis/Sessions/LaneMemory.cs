using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Granting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sessions;

/// <summary>What is remembered for the lanes. Every write compares the fencing token, as a finish does.</summary>
internal sealed class LaneMemory(RedisConnection connection, QueueKeys keys, LaneJobs jobs, IJobReader reader) : ILaneMemory
{
    public async ValueTask<IReadOnlyList<string?>> RecallAsync(Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var fields = new RedisValue[names.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = names[i];
        }

        var values = await connection.ReadFieldsAsync(keys.Memory(delivery.Lane), fields).ConfigureAwait(false);
        return Array.ConvertAll(values, static value => (string?)value);
    }

    public async ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken) =>
        [.. (await jobs.ReadBehindAsync(delivery, atMost).ConfigureAwait(false)).Select(payload => reader.Read(payload))];

    public async ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        var set = changes.Where(change => change.Value is not null).ToList();
        var forget = changes.Where(change => change.Value is null).ToList();
        RedisValue[] values =
        [
            delivery.Lane, delivery.Fence, (long)keepFor.TotalMilliseconds, set.Count,
            .. set.SelectMany(change => new RedisValue[] { change.Key, change.Value }),
            .. forget.Select(change => (RedisValue)change.Key),
        ];
        return (long)await connection.EvaluateAsync(RedisScript.Remember, [keys.Lanes, keys.Memory(delivery.Lane)], values).ConfigureAwait(false) == 1;
    }

    public async ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken) =>
        await MarkAsync(delivery, mark, taker, (long)keepFor.TotalMilliseconds).ConfigureAwait(false) switch { 1 => true, 0 => false, _ => null };

    public async ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken) =>
        await MarkAsync(delivery, mark, "", 0).ConfigureAwait(false);

    private async Task<long> MarkAsync(Delivery delivery, string mark, string taker, long milliseconds) =>
        (long)await connection.EvaluateAsync(
            RedisScript.TakeMark, [keys.Lanes, keys.Mark(delivery.Lane, mark)], [delivery.Lane, delivery.Fence, taker, milliseconds]).ConfigureAwait(false);
}
