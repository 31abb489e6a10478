using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Tests.Conformance;
using TgWorker.TestSupport.Redis;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>Entries are read by their bytes; what nobody can read becomes a failed job and holds nothing up.</summary>
public sealed class LargeEntriesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Largest = 1024 * 1024;

    [Theory]
    [InlineData(TakeFrom.Head)]
    [InlineData(TakeFrom.Tail)]
    public async Task Claim_EntriesThatAreTooLarge_AreGivenUpUnreadAndTheOthersKeepTheirOrder(TakeFrom take)
    {
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings(), take);
        await using var session = await queue.JoinAsync(default);
        byte[][] entries = [Small("1"), Large('a'), Small("2"), Small("3"), Large('b'), Large('c'), Small("4")];
        foreach (var entry in entries)
        {
            await queue.PushAsync(entry, default);
        }

        var ran = await RunAllAsync(session);

        Assert.Equal(["1", "2", "3", "4"], ran);
        var failed = await FailedAsync(queue);
        Assert.All(failed, job => Assert.Equal((Largest + 1L, 0), (job.UnreadBytes, job.Payload.Length)));
        Assert.All(failed, job => Assert.Contains("Queue:LargestEntry", job.Error, StringComparison.Ordinal));
        Assert.Equal(['c', 'b', 'a'],
            failed.Select(job => (char)queue.FailedJobs.ReadPayloadAsync(job, Largest, 100, default).Result.Span[0]));
    }

    [Fact]
    public async Task Failed_GivenUpUnread_IsRetriedOntoTheListAndForgottenWithItsBytes()
    {
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings());
        await using var session = await queue.JoinAsync(default);
        await queue.PushAsync(Large('a'), default);
        await queue.PushAsync(Large('b'), default);
        await RunAllAsync(session);
        await queue.PushAsync(Small("1"), default);

        var retried = await queue.FailedJobs.RetryAsync([.. (await FailedAsync(queue)).Select(job => job.Id)], atTail: false, default);

        Assert.Equal(2, retried.Count);
        Assert.Equal([Large('a'), Large('b'), Small("1")],
            (await database.ListRangeAsync(underTest.Keys.List)).Select(entry => (byte[])entry!));
        Assert.Empty(await FailedAsync(queue));
        await RunAllAsync(session);
        Assert.Equal(2, await queue.FailedJobs.FlushAsync(default));
        Assert.Equal(0L, (long)await database.ScriptEvaluateAsync(
            "return #redis.call('KEYS', ARGV[1])", values: [$"{underTest.Keys.List}:failed:unread*"]));
    }

    [Fact]
    public async Task Claim_AnEntryThatIsReadAgainAndAgainAndNeverSorted_IsGivenUpAndNoOther()
    {
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings { Reader = new Deadly() });
        await using var session = await queue.JoinAsync(default);
        string[] texts = ["1", "deadly", "2", "3"];
        foreach (var text in texts)
        {
            await queue.PushAsync(Small(text), default);
        }

        var ran = await RunAllAsync(session);

        Assert.Equal(["1", "2", "3"], ran);
        var failed = Assert.Single(await FailedAsync(queue));
        Assert.Equal(Small("deadly"), (await queue.FailedJobs.ReadPayloadAsync(failed, 0, 1000, default)).ToArray());
    }

    // In a long list nothing tells the sizes at once; at its head stand large ones, and small ones behind them.
    [Fact]
    public async Task Claim_LongListWithLargeEntriesInFront_ReadsNoMoreThanFits()
    {
        var measuring = new Measuring();
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        await using var underTest = new RedisQueueUnderTest(redis);
        await using var queue = await underTest.OpenAsync(new QueueSettings { Reader = measuring });
        await using var session = await queue.JoinAsync(default);
        var large = new byte[Largest];
        await database.ListRightPushAsync(underTest.Keys.List, [.. Enumerable.Repeat((RedisValue)large, 40)]);
        await database.ListRightPushAsync(underTest.Keys.List, [.. Enumerable.Range(0, 20_000).Select(n => (RedisValue)$"main|a|||0|{n}")]);

        var claim = await session.ClaimAsync(256, default);

        Assert.NotEmpty(claim.Granted);
        Assert.InRange(measuring.Bytes, 1, 16L * Largest);
    }

    private static byte[] Small(string text) => new Entry("a", text).ToBytes();

    private static byte[] Large(char last) => [.. new byte[Largest], (byte)last];

    private static async Task<List<string>> RunAllAsync(IQueueSession session)
    {
        var ran = new List<string>();
        Claim claim;
        do
        {
            claim = await session.ClaimAsync(10, default);
            foreach (var delivery in claim.Granted)
            {
                ran.Add(Entry.TextOf(delivery.Job));
                await session.FinishAsync([delivery], takeNext: false, default);
            }
        }
        while (!claim.Exhausted || claim.Granted.Count > 0);
        return ran;
    }

    private static async Task<List<FailedJob>> FailedAsync(IUpdateQueue queue)
    {
        var jobs = new List<FailedJob>();
        await foreach (var job in queue.FailedJobs.ListAsync(default))
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
