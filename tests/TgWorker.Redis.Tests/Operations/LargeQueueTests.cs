using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Operating;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Operations;

/// <summary>
/// What an operator does to very much takes Redis a moment at a time. One script for all of it takes some 20 µs a job: more than a
/// second here.
/// </summary>
public sealed class LargeQueueTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Many = 60_000;

    // Far above what one step takes, and far below what all of them do.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Drain_LargeChat_TakesRedisAMomentAtATimeAndKeepsTheOrder()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await FillLaneAsync(queue);
        var reports = new Reports();

        var slowest = await SlowestAsync(queue, async () => Assert.Equal(Many, await queue.Queue.Operations.DrainAsync(reports, default)));

        Assert.InRange(slowest, TimeSpan.Zero, Moment);
        Assert.Equal(new WorkDone(Many, Many), reports.Last);
        var first = await queue.Database.ListRangeAsync(queue.Key, 0, 1);
        Assert.Equal([Name(1), Name(2)], first.Select(entry => (string?)entry));
        Assert.Equal(Name(Many), (string?)await queue.Database.ListGetByIndexAsync(queue.Key, -1));
        Assert.Equal((0, 0), (await queue.Database.HashLengthAsync(queue.Key + ":jobs"),
            await queue.Database.SortedSetLengthAsync(queue.Key + ":ready")));
    }

    [Fact]
    public async Task Clear_LargeChat_TakesRedisAMomentAtATime()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await FillLaneAsync(queue);

        var slowest = await SlowestAsync(queue, async () => Assert.Equal(Many, await queue.Queue.Operations.ClearAsync(default)));

        Assert.InRange(slowest, TimeSpan.Zero, Moment);
        Assert.Equal(0, await queue.Database.HashLengthAsync(queue.Key + ":jobs"));
    }

    [Fact]
    public async Task FailedJobs_Many_AreRetriedAndFlushedAMomentAtATime()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var entries = Enumerable.Range(1, Many / 4).Select(i => (RedisValue)$"id-{i}").ToArray();
        foreach (var page in entries.Chunk(1000))
        {
            await queue.Database.HashSetAsync(
                queue.Key + ":failed:jobs",
                [.. page.Select(id => new HashEntry(id, "{\"lane\":\"main:1\"}\n" + Text(LaravelQueue.Job(LaravelQueue.Ours, 1))))]);
            await queue.Database.SortedSetAddAsync(queue.Key + ":failed", [.. page.Select(id => new SortedSetEntry(id, 1e15))]);
        }

        var half = entries[..(entries.Length / 2)];
        var slowest = await SlowestAsync(queue, async () =>
        {
            Assert.Equal(half.Length,
                (await queue.Queue.FailedJobs.RetryAsync([.. half.Select(id => (string)id!)], atTail: false, default)).Count);
            Assert.Equal(entries.Length - half.Length, await queue.Queue.FailedJobs.FlushAsync(default));
        });

        Assert.InRange(slowest, TimeSpan.Zero, Moment);
        Assert.Equal(half.Length, await queue.Database.HashLengthAsync(queue.Key + ":jobs"));
    }

    [Fact]
    public async Task Drain_BesideALiveWorker_RefusesAtOnceUnlessTheQueueIsPaused()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1), LaravelQueue.Job(LaravelQueue.Ours, 2));
        var delivery = Assert.Single(await LaravelQueue.ClaimAsync(session));
        await session.ParkAsync(delivery, TimeSpan.FromHours(1), failures: 0, default);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => queue.Queue.Operations.DrainAsync(default));
        Assert.Contains(session.Incarnation, refused.Message, StringComparison.Ordinal);

        await queue.Queue.Operations.PauseAsync(default);
        Assert.Equal(2, await queue.Queue.Operations.DrainAsync(default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DrainAndClear_WorkersLeaseHasLapsed_FreeItsChats(bool clear)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1), LaravelQueue.Job(LaravelQueue.Ours, 2));
        Assert.Single(await LaravelQueue.ClaimAsync(session));
        await queue.Database.SortedSetAddAsync(queue.Key + ":workers", session.Incarnation, 1);

        Assert.Equal(2, await (clear ? queue.Queue.Operations.ClearAsync(default) : queue.Queue.Operations.DrainAsync(default)));
        Assert.Equal(clear ? 0 : 2, await queue.Database.ListLengthAsync(queue.Key));
        Assert.Equal(0, await queue.Database.HashLengthAsync(queue.Key + ":jobs"));
    }

    /// <summary>How long the slowest command took that Redis ran meanwhile, by its own clock.</summary>
    private static async Task<TimeSpan> SlowestAsync(LaravelQueue queue, Func<Task> act)
    {
        await queue.Database.ExecuteAsync("CONFIG", "SET", "slowlog-log-slower-than", "1000");
        await queue.Database.ExecuteAsync("SLOWLOG", "RESET");
        await act();
        var slow = (RedisResult[])(await queue.Database.ExecuteAsync("SLOWLOG", "GET", "-1"))!;
        return TimeSpan.FromMicroseconds(slow.Select(entry => (long)((RedisResult[])entry!)[2]).DefaultIfEmpty().Max());
    }

    private static async Task FillLaneAsync(LaravelQueue queue)
    {
        foreach (var page in Enumerable.Range(1, Many).Chunk(1000))
        {
            await queue.Database.HashSetAsync(
                queue.Key + ":jobs", [.. page.Select(i => new HashEntry($"main:1 {i.ToString(CultureInfo.InvariantCulture)}", Name(i)))]);
        }

        var state = new byte[24];
        BitConverter.TryWriteBytes(state.AsSpan(8), 1.0);
        BitConverter.TryWriteBytes(state.AsSpan(16), (double)Many);
        await queue.Database.HashSetAsync(queue.Key + ":lanes", "main:1", state);
        await queue.Database.SortedSetAddAsync(queue.Key + ":ready", "main:1", 1);
    }

    private static string Name(int i) => "{\"update_id\":" + i + ",\"message\":{\"chat\":{\"id\":1}}}";

    private static string Text(byte[] entry) => System.Text.Encoding.UTF8.GetString(entry);

    private sealed class Reports : IProgress<WorkDone>
    {
        public WorkDone Last { get; private set; }

        public void Report(WorkDone value) => Last = value;
    }
}
