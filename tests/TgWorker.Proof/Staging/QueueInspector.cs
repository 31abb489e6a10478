using StackExchange.Redis;
using TgWorker.Proof.Checking;

namespace TgWorker.Proof.Staging;

/// <summary>Pushes to the queue as the producer does, and looks at what is left of it, past the worker.</summary>
public sealed class QueueInspector(ConnectionMultiplexer redis, string prefix, string name = "telegram_updates")
{
    /// <summary>The list's key.</summary>
    public string Key { get; } = prefix + "queues:" + name;

    /// <summary>The database.</summary>
    public IDatabase Database => redis.GetDatabase();

    /// <summary>Appends entries, in one step.</summary>
    public Task PushAsync(IEnumerable<byte[]> entries) => Database.ListRightPushAsync(Key, [.. entries.Select(entry => (RedisValue)entry)]);

    /// <summary>How many entries are neither handled nor failed.</summary>
    public async Task<long> UnfinishedAsync()
    {
        // In the order in which entries move, so that none is missed on its way. A transaction would be refused by a server
        // that is out of memory.
        var list = Database.ListLengthAsync(Key);
        var jobs = Database.HashLengthAsync(Key + ":jobs");
        return await list + await jobs;
    }

    /// <summary>How many failed jobs there are.</summary>
    public Task<long> FailedAsync() => Database.SortedSetLengthAsync(Key + ":failed");

    /// <summary>Makes the server forget which lanes workers hold.</summary>
    public async Task ForgetHeldLanesAsync()
    {
        foreach (var worker in await Database.SortedSetRangeByRankAsync(Key + ":workers"))
        {
            await Database.KeyDeleteAsync($"{Key}:holding:{worker}");
        }
    }

    /// <summary>What is left.</summary>
    public async Task<Remains> ReadAsync()
    {
        var list = await Database.ListRangeAsync(Key);
        var jobs = await Database.HashValuesAsync(Key + ":jobs");
        var failed = await Database.HashValuesAsync(Key + ":failed:jobs");
        return new Remains(Ids(list.Concat(jobs)), Ids(failed));
    }

    private static HashSet<long> Ids(IEnumerable<RedisValue> entries) => [.. entries.Select(entry => Entries.UpdateIdOf(entry!))];
}
