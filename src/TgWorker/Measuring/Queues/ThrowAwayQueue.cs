using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Producing;

namespace TgWorker.Measuring.Queues;

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
    private readonly EntryPusher? _withRecords;
    private readonly EnvelopeReader _reader = new(new EnvelopeOptions());
    private readonly TimeProvider _time;

    private ThrowAwayQueue(RedisConnection redis, RedisConnectionOptions address, RedisQueueOptions options,
        HorizonProjectionOptions? records, TimeProvider time)
    {
        _redis = redis;
        Address = address;
        Options = options;
        _time = time;
        _keys = new QueueKeys(options.Key);
        _staged = options.Key + ":staged";
        _withRecords = records is null
            ? null
            : new EntryPusher(redis, new QueueKeys((string)_staged!), options.Take,
                new ShownQueue(options.Name, options.LaravelConnection, records));
    }

    public RedisConnectionOptions Address { get; }

    /// <summary>What workers of this queue are to be started with.</summary>
    public RedisQueueOptions Options { get; }

    /// <summary>Connects and picks a prefix that nobody uses.</summary>
    /// <param name="address">Where Redis is.</param>
    /// <param name="options">How the queue is to behave; its prefix and name are replaced.</param>
    /// <param name="time">The clock for time limits.</param>
    /// <param name="horizon">Whether Horizon's keys are to be there.</param>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached.</exception>
    public static async Task<ThrowAwayQueue> OpenAsync(
        RedisConnectionOptions address, RedisQueueOptions options, TimeProvider time, HorizonUse horizon = HorizonUse.None)
    {
        options.Prefix = $"tgworker-bench:{Guid.NewGuid():N}:";
        options.Name = QueueName;
        options.Take = TakeFrom.Head;
        var records = horizon == HorizonUse.None ? null : new HorizonProjectionOptions { Prefix = options.Prefix + "horizon:" };
        options.Horizon = horizon == HorizonUse.Projected ? records : null;
        return new ThrowAwayQueue(await RedisConnection.OpenAsync(address, "bench", time), address, options, records, time);
    }

    /// <summary>Pushes entries in one command, as so many producers would.</summary>
    public Task PushAsync(byte[][] entries) => AppendAsync(_keys.List, entries);

    /// <summary>Puts entries where no worker sees them, until <see cref="ReleaseAsync"/>.</summary>
    public Task StageAsync(byte[][] entries) =>
        _withRecords is null ? AppendAsync(_staged, entries) : Task.WhenAll(entries.Select(entry => StageAsync(entry, _withRecords)));

    /// <summary>Makes the staged entries the queue, all in one moment. The queue must be empty.</summary>
    public Task ReleaseAsync() => _redis.ExecuteAsync("RENAME", _staged, _keys.List);

    /// <summary>How many entries stand on the list, where nobody has touched them.</summary>
    public async Task<long> PendingAsync() => (long)await _redis.ExecuteAsync("LLEN", _keys.List);

    /// <summary>
    /// How many updates are not finished: on the list, waiting in lanes or being run; and where they are shown to Horizon, how
    /// many it still shows as pending.
    /// </summary>
    public async Task<long> UnfinishedAsync()
    {
        // The list first: what moves on between the two answers is counted twice rather than not at all.
        var pending = _redis.ExecuteAsync("LLEN", _keys.List);
        var inLanes = _redis.ExecuteAsync("HLEN", _keys.Jobs);
        var shown = Options.Horizon is { } horizon ? (long)await _redis.ExecuteAsync("ZCARD", new HorizonKeys(horizon.Prefix).Pending) : 0;
        return Math.Max((long)await pending + (long)await inLanes, shown);
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

    private Task StageAsync(byte[] entry, EntryPusher pusher)
    {
        var job = _reader.Read(entry);
        return pusher.PushAsync(entry, job.Uuid!, job.DisplayName!, _time.GetUtcNow());
    }

    private Task<RedisResult> AppendAsync(RedisKey list, byte[][] entries) => _redis.ExecuteAsync("RPUSH", [list, .. entries]);
}
