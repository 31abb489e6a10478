using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Status;

/// <summary>Reads what stands where in a queue. Cheap: counts, and a look at a few lanes; never a scan of the jobs.</summary>
internal static class RedisQueueStatus
{
    private static readonly TimeSpan FailedOf = TimeSpan.FromHours(1);

    public static async Task<QueueStatus> ReadAsync(
        RedisConnection connection, QueueKeys keys, string queue, TakeFrom take, IJobReader reader, TimeProvider time)
    {
        var now = await RedisWorkers.NowAsync(connection).ConfigureAwait(false);
        var pending = CountAsync("LLEN", keys.List);
        var delayed = CountAsync("ZCARD", keys.Delayed);
        var reserved = CountAsync("ZCARD", keys.Reserved);
        var jobs = CountAsync("HLEN", keys.Jobs);
        var lanes = CountAsync("HLEN", keys.Lanes);
        var note = CountAsync("HEXISTS", keys.Lanes, "");
        var ready = CountAsync("ZCARD", keys.Ready);
        var readyNow = CountAsync("ZCOUNT", keys.Ready, "-inf", now);
        // A lane that was let go of stands at 0, before all others, and does not say since when.
        var readySince = connection.ExecuteAsync("ZRANGEBYSCORE", keys.Ready, "(0", now, "WITHSCORES", "LIMIT", 0, 1);
        var stopped = CountAsync("HLEN", keys.Stopped);
        var pausedLanes = CountAsync("HLEN", keys.PausedLanes);
        var failed = CountAsync("ZCARD", keys.Failed);
        var failedLately = CountAsync("ZCOUNT", keys.Failed, (now - (long)FailedOf.TotalMilliseconds) * 1000, "+inf");
        var paused = CountAsync("EXISTS", keys.Paused);
        var oldest = connection.ExecuteAsync("LINDEX", keys.List, take == TakeFrom.Head ? 0 : -1);
        var (workers, held) = await WorkerLook.ReadAsync(connection, keys).ConfigureAwait(false);
        var pushedAt = (byte[]?)await oldest.ConfigureAwait(false) is { } entry ? reader.Read(entry).PushedAt : null;
        var inLanes = await new WaitingLanes(connection, keys, reader).OldestAsync(held, now).ConfigureAwait(false);
        var onList = time.GetUtcNow() - pushedAt;
        var wait = Longest(onList, Since((RedisResult[])(await readySince.ConfigureAwait(false))!, now));
        return new QueueStatus
        {
            Queue = queue,
            Pending = await pending.ConfigureAwait(false),
            Delayed = await delayed.ConfigureAwait(false) + await reserved.ConfigureAwait(false),
            InLanes = await jobs.ConfigureAwait(false),
            Lanes = await lanes.ConfigureAwait(false) - await note.ConfigureAwait(false),
            Held = workers.Sum(worker => worker.Lanes),
            Ready = await ready.ConfigureAwait(false),
            ReadyNow = await readyNow.ConfigureAwait(false),
            Stopped = await stopped.ConfigureAwait(false),
            PausedLanes = await pausedLanes.ConfigureAwait(false),
            PausedBots = await PausedBotsReading.ReadAsync(connection, keys).ConfigureAwait(false),
            Failed = await failed.ConfigureAwait(false),
            FailedLastHour = await failedLately.ConfigureAwait(false),
            Paused = await paused.ConfigureAwait(false) == 1,
            OldestPushedAt = pushedAt,
            OldestWait = wait,
            LongestWait = Longest(wait, time.GetUtcNow() - inLanes),
            Hottest = await HottestLanes.ReadAsync(connection, keys, held).ConfigureAwait(false),
            Workers = workers,
        };

        async Task<long> CountAsync(string command, params object[] arguments) =>
            (long)await connection.ExecuteAsync(command, arguments).ConfigureAwait(false);
    }

    private static TimeSpan? Since(RedisResult[] first, long now) =>
        first.Length == 2 ? KeptTime.Span(now - (double)first[1]) : null;

    private static TimeSpan? Longest(TimeSpan? one, TimeSpan? other) => one > other || other is null ? one : other;
}
