using StackExchange.Redis;
using TgWorker.Envelopes;
using TgWorker.Queues;

namespace TgWorker.Redis;

/// <summary>Reads what stands where in a queue. Cheap: counts, never a scan of the jobs.</summary>
internal static class RedisQueueStatus
{
    public static async Task<QueueStatus> ReadAsync(RedisConnection connection, QueueKeys keys, RedisQueueOptions options, IJobReader reader)
    {
        var pending = CountAsync("LLEN", keys.List);
        var delayed = CountAsync("ZCARD", keys.Delayed);
        var reserved = CountAsync("ZCARD", keys.Reserved);
        var jobs = CountAsync("HLEN", keys.Jobs);
        var lanes = CountAsync("HLEN", keys.Lanes);
        var note = CountAsync("HEXISTS", keys.Lanes, "");
        var ready = CountAsync("ZCARD", keys.Ready);
        var stopped = CountAsync("HLEN", keys.Stopped);
        var failed = CountAsync("ZCARD", keys.Failed);
        var paused = CountAsync("EXISTS", keys.Paused);
        var oldest = connection.ExecuteAsync("LINDEX", keys.List, options.Take == TakeFrom.Head ? 0 : -1);
        var workers = await WorkersAsync(connection, keys).ConfigureAwait(false);
        return new QueueStatus
        {
            Queue = options.Name,
            Pending = await pending.ConfigureAwait(false),
            Delayed = await delayed.ConfigureAwait(false) + await reserved.ConfigureAwait(false),
            InLanes = await jobs.ConfigureAwait(false),
            Lanes = await lanes.ConfigureAwait(false) - await note.ConfigureAwait(false),
            Held = workers.Sum(worker => worker.Lanes),
            Ready = await ready.ConfigureAwait(false),
            Stopped = await stopped.ConfigureAwait(false),
            Failed = await failed.ConfigureAwait(false),
            Paused = await paused.ConfigureAwait(false) == 1,
            OldestPushedAt = (byte[]?)await oldest.ConfigureAwait(false) is { } entry ? reader.Read(entry).PushedAt : null,
            Workers = workers,
        };

        async Task<long> CountAsync(string command, params object[] arguments) => (long)await connection.ExecuteAsync(command, arguments).ConfigureAwait(false);
    }

    private static async Task<List<WorkerStatus>> WorkersAsync(RedisConnection connection, QueueKeys keys)
    {
        var time = (RedisResult[])(await connection.ExecuteAsync("TIME").ConfigureAwait(false))!;
        var now = ((long)time[0] * 1000) + ((long)time[1] / 1000);
        var entries = (RedisResult[])(await connection.ExecuteAsync("ZRANGE", keys.Workers, 0, -1, "WITHSCORES").ConfigureAwait(false))!;
        var workers = new List<WorkerStatus>(entries.Length / 2);
        for (var i = 0; i < entries.Length; i += 2)
        {
            var name = (string)entries[i]!;
            var lanes = (long)await connection.ExecuteAsync("SCARD", keys.Holding(name)).ConfigureAwait(false);
            workers.Add(new WorkerStatus(name, lanes, TimeSpan.FromMilliseconds((double)entries[i + 1] - now)));
        }

        return workers;
    }
}
