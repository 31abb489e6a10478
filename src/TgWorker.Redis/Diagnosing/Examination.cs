using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing;

/// <summary>What the checks work with: one queue, its server, and what was read of them already.</summary>
internal sealed class Examination(
    RedisConnection connection,
    RedisConnectionOptions connectionOptions,
    RedisQueueOptions options,
    IReadOnlyDictionary<string, string> info,
    IJobReader reader,
    TimeProvider time)
{
    private IReadOnlyList<string>? _lists;
    private IReadOnlyList<string>? _sortedSets;

    public RedisConnection Connection { get; } = connection;

    public RedisConnectionOptions ConnectionOptions { get; } = connectionOptions;

    public RedisQueueOptions Options { get; } = options;

    public QueueKeys Keys { get; } = new(options.Key);

    /// <summary>What INFO says; empty where the user may not ask.</summary>
    public IReadOnlyDictionary<string, string> Info { get; } = info;

    public IJobReader Reader { get; } = reader;

    public TimeProvider Time { get; } = time;

    public bool IsCluster => Info.GetValueOrDefault("cluster_enabled") == "1";

    /// <summary>A number of INFO; 0 where it has none.</summary>
    public long InfoNumber(string name) => long.TryParse(Info.GetValueOrDefault(name), out var number) ? number : 0;

    public async Task<long> CountAsync(string command, params object[] arguments) =>
        (long)await Connection.ExecuteAsync(command, arguments).ConfigureAwait(false);

    /// <summary>How many updates are unfinished here: on the list, put off, or in lanes.</summary>
    public async Task<long> UnfinishedAsync() =>
        await CountAsync("LLEN", Keys.List).ConfigureAwait(false)
        + await CountAsync("ZCARD", Keys.Delayed).ConfigureAwait(false)
        + await CountAsync("HLEN", Keys.Jobs).ConfigureAwait(false);

    /// <summary>How many workers with a lease there are on a queue.</summary>
    public async Task<long> LiveWorkersAsync(RedisKey workers)
    {
        var now = await RedisWorkers.NowAsync(Connection).ConfigureAwait(false);
        return await CountAsync("ZCOUNT", workers, $"({now}", "+inf").ConfigureAwait(false);
    }

    /// <summary>The lists of this database, as far as a bounded look goes.</summary>
    public async Task<IReadOnlyList<string>> ListsAsync() =>
        _lists ??= await KeySearch.FindAsync(Connection, "list", static _ => true).ConfigureAwait(false);

    /// <summary>The sorted sets that may be Horizon's.</summary>
    public async Task<IReadOnlyList<string>> HorizonSetsAsync() => _sortedSets ??= await KeySearch.FindAsync(
        Connection, "zset", static key =>
            key.EndsWith("pending_jobs", StringComparison.Ordinal) || key.EndsWith("supervisors", StringComparison.Ordinal))
        .ConfigureAwait(false);
}
