using StackExchange.Redis;
using TgWorker.Queues;
using TgWorker.Redis;

namespace TgWorker.Measuring;

/// <summary>
/// A queue for one measurement, under a key prefix of its own on a Redis that may hold other things. Disposing it
/// removes its keys and nothing else; its workers must have ended by then.
/// </summary>
internal sealed class ThrowAwayQueue : IAsyncDisposable
{
    // In braces: on a Redis Cluster the keys stay in one slot.
    private const string QueueName = "{updates}";
    private const int KeysPerScan = 1000;

    private readonly RedisConnection _redis;
    private readonly QueueKeys _keys;
    private readonly RedisKey _staged;

    private ThrowAwayQueue(RedisConnection redis, RedisConnectionOptions address, RedisQueueOptions options)
    {
        _redis = redis;
        Address = address;
        Options = options;
        _keys = new QueueKeys(options.Key);
        _staged = options.Key + ":staged";
    }

    public RedisConnectionOptions Address { get; }

    /// <summary>What workers of this queue are to be started with.</summary>
    public RedisQueueOptions Options { get; }

    /// <summary>Connects and picks a prefix that nobody uses.</summary>
    /// <param name="address">Where Redis is.</param>
    /// <param name="options">How the queue is to behave; its prefix and name are replaced.</param>
    /// <param name="time">The clock for time limits.</param>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached.</exception>
    public static async Task<ThrowAwayQueue> OpenAsync(RedisConnectionOptions address, RedisQueueOptions options, TimeProvider time)
    {
        options.Prefix = $"tgworker-bench:{Guid.NewGuid():N}:";
        options.Name = QueueName;
        options.Take = TakeFrom.Head;
        return new ThrowAwayQueue(await RedisConnection.OpenAsync(address, "bench", time), address, options);
    }

    /// <summary>Pushes entries in one command, as so many producers would.</summary>
    public Task PushAsync(byte[][] entries) => AppendAsync(_keys.List, entries);

    /// <summary>Puts entries where no worker sees them, until <see cref="ReleaseAsync"/>.</summary>
    public Task StageAsync(byte[][] entries) => AppendAsync(_staged, entries);

    /// <summary>Makes the staged entries the queue, all in one moment. The queue must be empty.</summary>
    public Task ReleaseAsync() => _redis.ExecuteAsync("RENAME", _staged, _keys.List);

    /// <summary>How many entries stand on the list, where nobody has touched them.</summary>
    public async Task<long> PendingAsync() => (long)await _redis.ExecuteAsync("LLEN", _keys.List);

    /// <summary>How many updates are not finished: on the list, waiting in lanes or being run.</summary>
    public async Task<long> UnfinishedAsync()
    {
        // The list first: what moves on between the two answers is counted twice rather than not at all.
        var pending = _redis.ExecuteAsync("LLEN", _keys.List);
        var inLanes = _redis.ExecuteAsync("HLEN", _keys.Jobs);
        return (long)await pending + (long)await inLanes;
    }

    /// <summary>What the server has used so far.</summary>
    public async Task<RedisUsage> UsageAsync() => RedisUsage.Parse((string)(await _redis.ExecuteAsync("INFO"))!);

    /// <summary>Removes every key of the queue.</summary>
    public async Task ClearAsync()
    {
        var cursor = "0";
        do
        {
            var page = (RedisResult[])(await _redis.ExecuteAsync("SCAN", cursor, "MATCH", Options.Prefix + "*", "COUNT", KeysPerScan))!;
            cursor = (string)page[0]!;
            var keys = (RedisKey[])page[1]!;
            if (keys.Length > 0)
            {
                await _redis.ExecuteAsync("UNLINK", [.. keys.Cast<object>()]);
            }
        }
        while (cursor != "0");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ClearAsync();
        }
        finally
        {
            await _redis.DisposeAsync();
        }
    }

    private Task<RedisResult> AppendAsync(RedisKey list, byte[][] entries) => _redis.ExecuteAsync("RPUSH", [list, .. entries]);
}
