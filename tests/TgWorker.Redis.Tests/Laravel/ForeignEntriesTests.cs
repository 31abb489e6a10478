using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>What only PHP can do is not run here: it is a failed job, or on PHP's own queue.</summary>
public sealed class ForeignEntriesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Theirs = "App\\Notifications\\Notify";

    [Fact]
    public async Task Claim_ForeignJobAndNoQueueForIt_ComesWithAReasonAndIsNoDuplicate()
    {
        await using var queue = await LaravelQueue.StartAsync(redis, classes: LaravelQueue.Ours);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1), LaravelQueue.Job(Theirs, 1));

        var granted = await LaravelQueue.ClaimAsync(session);

        Assert.Equal([null, 1], granted.Select(delivery => delivery.Job.UpdateId).Order());
        var foreign = granted.Single(delivery => delivery.Job.IsForeign);
        Assert.StartsWith("The job's class " + Theirs, foreign.Job.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TakeFrom.Head)]
    [InlineData(TakeFrom.Tail)]
    public async Task Claim_ForeignJobsAndAQueueForThem_GoThereByteForByteInOrder(TakeFrom take)
    {
        await using var queue = await LaravelQueue.StartAsync(
            redis, options => (options.Take, options.ForeignQueue) = (take, "php"), LaravelQueue.Ours);
        var session = await queue.Queue.JoinAsync(default);
        byte[][] theirs = [.. Enumerable.Range(0, 150).Select(i => LaravelQueue.Job(Theirs, i))];
        await queue.PushAsync([.. theirs.SelectMany((entry, i) => new[] { entry, LaravelQueue.Job(LaravelQueue.Ours, i) })]);

        var ran = await LaravelQueue.RunAllAsync(session);

        Assert.Equal(Enumerable.Range(0, 150).Select(i => (long?)i), ran);
        Assert.Equal(theirs, await queue.ListAsync("php"));
        Assert.Equal(150, await queue.Database.ListLengthAsync(queue.Options.Prefix + "queues:php:notify"));
        Assert.Equal(0, await queue.Database.ListLengthAsync(queue.Key));
    }

    [Fact]
    public async Task Claim_ChainedJobOfOurClass_GoesToPhpToo()
    {
        await using var queue = await LaravelQueue.StartAsync(redis, options => options.ForeignQueue = "php");
        var session = await queue.Queue.JoinAsync(default);
        var chained = LaravelQueue.Job(LaravelQueue.Ours, 1, change: job => job["data"]!["batchId"] = "b-1");
        await queue.PushAsync(chained);

        Assert.Empty(await LaravelQueue.ClaimAsync(session));
        Assert.Equal([chained], await queue.ListAsync("php"));
    }

    [Fact]
    public async Task Retry_ForeignFailedJob_GoesToPhpAndItsChatGoesOn()
    {
        await using var queue = await LaravelQueue.StartAsync(redis, options => options.ForeignQueue = "php", LaravelQueue.Ours);
        await using var strict = await RedisUpdateQueueOf(queue);
        var session = await strict.JoinAsync(default);
        var theirs = LaravelQueue.Job(Theirs, 1, uuid: "u-1");
        await queue.PushAsync(theirs);
        var delivery = Assert.Single(await LaravelQueue.ClaimAsync(session));
        await session.FailAsync(delivery, new Failure("Not ours.", 1, HoldLane: true), takeNext: false, default);

        // As before the queue kept the workers' settings.
        await queue.Database.KeyDeleteAsync(queue.Key + ":settings");
        Assert.Equal(["u-1"], await queue.Queue.FailedJobs.RetryAsync(["u-1"], atTail: false, default));

        Assert.Equal([theirs], await queue.ListAsync("php"));
        Assert.Equal((0, 0), (await queue.Database.HashLengthAsync(queue.Key + ":failed:jobs"),
            await queue.Database.HashLengthAsync(queue.Key + ":stopped")));
    }

    [Fact]
    public async Task Claim_TwoClassesAboutOneUpdate_AreNoDuplicates()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(
            LaravelQueue.Job(LaravelQueue.Ours, 7, chat: 1), LaravelQueue.Job(Theirs, 7, chat: 2), LaravelQueue.Job(Theirs, 7, chat: 3),
            LaravelQueue.Job(LaravelQueue.Ours + "Job", 7, chat: 4));

        var granted = await LaravelQueue.ClaimAsync(session);

        Assert.Equal(["main:1", "main:2"], granted.Select(delivery => delivery.Lane).Order());
    }

    // The same queue without a queue for PHP: there the job fails.
    private Task<RedisUpdateQueue> RedisUpdateQueueOf(LaravelQueue queue) => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url),
        new RedisQueueOptions { Prefix = queue.Options.Prefix },
        new TgWorker.Laravel.Envelopes.EnvelopeReader(new()),
        TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
        default);
}
