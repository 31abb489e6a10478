using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Laravel;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public sealed class LaravelWishesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int CacheDatabase = 1;
    private const string Restart = "illuminate:queue:restart";

    [Theory]
    [InlineData("laravel_cache_", "laravel_cache_")]
    [InlineData("laravel_cache_", "laravel_cache_:")]
    [InlineData("", "")]
    public async Task Renew_RestartTimeChanged_AsksForARestart(string prefix, string written)
    {
        await using var queue = await StartAsync(prefix);
        await SetAsync(queue, written + Restart, "1795220199");
        var session = await queue.JoinAsync();
        Assert.False((await session.RenewAsync(default)).RestartRequested);

        await SetAsync(queue, written + Restart, "1795220200");

        await HeartbeatAsync(session, heartbeat => heartbeat.RestartRequested);
    }

    [Fact]
    public async Task Join_AfterARestartWasAskedFor_StartsAnew()
    {
        await using var queue = await StartAsync("laravel_cache_");
        var opened = await queue.OpenAsync();
        var session = await opened.JoinAsync(default);
        await SetAsync(queue, "laravel_cache_" + Restart, "1795220200");
        await HeartbeatAsync(session, heartbeat => heartbeat.RestartRequested);

        Assert.True((await (await opened.JoinAsync(default)).RenewAsync(default)).RestartRequested,
            "the process is to end, not the incarnation");
        Assert.False((await (await queue.JoinAsync()).RenewAsync(default)).RestartRequested);
    }

    [Theory]
    [InlineData("illuminate:queue:paused:redis:telegram_updates")]
    [InlineData("illuminate:queues:paused")]
    public async Task Renew_PausedAndResumed_PausesAndGoesOn(string name)
    {
        await using var queue = await StartAsync("laravel_cache_");
        await SetAsync(queue, "laravel_cache_" + name, "b:1;");
        var session = await queue.JoinAsync();
        Assert.True((await session.RenewAsync(default)).Paused);

        await queue.Cache(CacheDatabase).KeyDeleteAsync(queue.Options.Prefix + "laravel_cache_" + name);

        await HeartbeatAsync(session, heartbeat => !heartbeat.Paused);
    }

    [Theory]
    [InlineData("illuminate:queue:paused:redis:another")]
    [InlineData("illuminate:queue:paused:sqs:telegram_updates")]
    public async Task Renew_AnotherQueueIsPaused_GoesOn(string name)
    {
        await using var queue = await StartAsync("laravel_cache_");
        await SetAsync(queue, "laravel_cache_" + name, "b:1;");

        Assert.False((await (await queue.JoinAsync()).RenewAsync(default)).Paused);
    }

    [Fact]
    public async Task Renew_NoCacheConfigured_HearsNothing()
    {
        await using var queue = await QueueBesideLaravel.StartAsync(redis);
        await SetAsync(queue, "illuminate:queues:paused", "b:1;");

        Assert.False((await (await queue.JoinAsync()).RenewAsync(default)).Paused);
    }

    private async Task<QueueBesideLaravel> StartAsync(string prefix)
    {
        var queue = await QueueBesideLaravel.StartAsync(redis);
        queue.Options.LaravelCache = new LaravelCacheOptions { Database = CacheDatabase, Prefix = prefix };
        return queue;
    }

    private static Task<bool> SetAsync(QueueBesideLaravel queue, string name, RedisValue value) =>
        queue.Cache(CacheDatabase).StringSetAsync(queue.Options.Prefix + name, value);

    private static Task HeartbeatAsync(IQueueSession session, Predicate<Heartbeat> expected) =>
        Eventually.TrueAsync(async () => expected(await session.RenewAsync(default)));
}
