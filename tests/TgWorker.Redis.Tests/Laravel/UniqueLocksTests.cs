using System.Text.Json.Nodes;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

/// <summary>The lock of a unique job is gone when the job is over, or Laravel would never dispatch the like again.</summary>
public sealed class UniqueLocksTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Lock = "laravel_unique_job:App\\Jobs\\ProcessTelegramUpdate:7";

    [Theory]
    [InlineData("finish")]
    [InlineData("fail")]
    public async Task Settle_UniqueJob_ReleasesItsLockWhoeverOwnsItByNow(string how)
    {
        await using var queue = await LaravelQueue.StartAsync(redis, options => options.UniqueLocks.Prefix = "cache_");
        var session = await queue.Queue.JoinAsync(default);
        var key = queue.Options.Prefix + "cache_" + Lock;
        await queue.PushAsync(Unique(1));
        var delivery = Assert.Single(await LaravelQueue.ClaimAsync(session));
        await queue.Database.StringSetAsync(key, "an owner of 16 ch");

        await (how == "finish"
            ? session.FinishAsync([delivery], takeNext: false, default).AsTask()
            : (Task)session.FailAsync(delivery, new Failure("It broke.", 1), takeNext: false, default).AsTask());

        Assert.False(await queue.Database.KeyExistsAsync(key));
    }

    [Fact]
    public async Task Park_UniqueJob_KeepsItsLock()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        var key = queue.Options.Prefix + "laravel_cache_" + Lock;
        await queue.PushAsync(Unique(1));
        await queue.Database.StringSetAsync(key, "owner");

        await session.ParkAsync(Assert.Single(await LaravelQueue.ClaimAsync(session)), TimeSpan.Zero, failures: 1, default);

        Assert.True(await queue.Database.KeyExistsAsync(key));
    }

    [Fact]
    public async Task Claim_UniqueJobThatIsADuplicate_ReleasesItsLock()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        var key = queue.Options.Prefix + "laravel_cache_" + Lock;
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1));
        await LaravelQueue.RunAllAsync(session);
        await queue.Database.StringSetAsync(key, "owner");
        await queue.PushAsync(Unique(1));

        Assert.Empty(await LaravelQueue.ClaimAsync(session));
        Assert.False(await queue.Database.KeyExistsAsync(key));
    }

    private static byte[] Unique(int update) =>
        LaravelQueue.Job(LaravelQueue.Ours, update, change: job => job["illuminate:log:context"] = new JsonObject
    {
        ["data"] = new JsonArray(),
        ["hidden"] = new JsonObject
        {
            ["laravel_unique_job_cache_store"] = "s:5:\"redis\";", ["laravel_unique_job_key"] = $"s:{Lock.Length}:\"{Lock}\";",
        },
    });
}
