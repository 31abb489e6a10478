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
    public async ValueTask<IReadOnlyList<string?>> RecallAsync(
        Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken)
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
        return (long)await connection.EvaluateAsync(RedisScript.Remember, [keys.Lanes, keys.Memory(delivery.Lane)], values)
            .ConfigureAwait(false) == 1;
    }

    public async ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(
        Delivery delivery, string job, CancellationToken cancellationToken)
    {
        HashEntry[] notes = [];
        await connection.SendAsync(async batch => notes = await batch.HashGetAllAsync(keys.Notes(delivery.Lane, job)).ConfigureAwait(false))
            .ConfigureAwait(false);
        delivery.NotedAs = notes.Length > 0 ? job : delivery.NotedAs;
        return Array.ConvertAll(notes, static note => KeyValuePair.Create((string)note.Name!, (string)note.Value!));
    }

    public async ValueTask<bool> NoteJobAsync(
        Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        delivery.NotedAs = job;
        RedisValue[] values = [delivery.Lane, delivery.Fence, (long)keepFor.TotalMilliseconds, 1, name, text];
        return (long)await connection.EvaluateAsync(RedisScript.Remember, [keys.Lanes, keys.Notes(delivery.Lane, job)], values)
            .ConfigureAwait(false) == 1;
    }

    /// <summary>Forgets the notes of jobs that are finished. Nobody waits for it: what it misses expires.</summary>
    public void Forget(IReadOnlyList<Delivery> deliveries, IReadOnlyList<Settled> settled)
    {
        List<RedisKey>? done = null;
        for (var i = 0; i < deliveries.Count; i++)
        {
            if (deliveries[i].NotedAs is { } job && settled[i].Accepted)
            {
                (done ??= []).Add(keys.Notes(deliveries[i].Lane, job));
            }
        }

        if (done is not null)
        {
            _ = DeleteAsync([.. done]);
        }
    }

    private async Task DeleteAsync(RedisKey[] done)
    {
        try
        {
            await connection.SendAsync(batch => batch.KeyDeleteAsync(done)).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            // They expire.
        }
    }

    public async ValueTask<bool?> TakeMarkAsync(
        Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken) =>
        await MarkAsync(delivery, mark, taker, (long)keepFor.TotalMilliseconds)
            .ConfigureAwait(false) switch { 1 => true, 0 => false, _ => null };

    public async ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken) =>
        await MarkAsync(delivery, mark, "", 0).ConfigureAwait(false);

    private async Task<long> MarkAsync(Delivery delivery, string mark, string taker, long milliseconds) =>
        (long)await connection.EvaluateAsync(
            RedisScript.TakeMark, [keys.Lanes, keys.Mark(delivery.Lane, mark)], [delivery.Lane, delivery.Fence, taker, milliseconds])
                .ConfigureAwait(false);
}
