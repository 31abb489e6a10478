using System.Globalization;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public sealed class HorizonProjectionTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Claim_AJob_IsReserved()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        await queue.ClaimAsync();

        await queue.StatusAsync(uuid, "reserved");

        Assert.Equal(await queue.FieldAsync(uuid, "reserved_at"), await queue.FieldAsync(uuid, "updated_at"));
        Assert.Equal([uuid], await queue.MembersAsync("pending_jobs"));
    }

    [Fact]
    public async Task Finish_AJob_IsCompleted()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        await queue.FinishAsync(await queue.ClaimAsync());

        await queue.StatusAsync(uuid, "completed");
        await Eventually.EqualAsync(0, async () => (await queue.MembersAsync("pending_jobs")).Length);

        var completedAt = double.Parse((await queue.FieldAsync(uuid, "completed_at"))!, CultureInfo.InvariantCulture);
        Assert.Equal(-completedAt, (await queue.ScoreAsync("completed_jobs", uuid))!.Value, tolerance: 0.001);
        Assert.Equal([uuid], await queue.MembersAsync("recent_jobs"));
        Assert.InRange(await queue.LifeAsync(uuid), 58 * Minute, 60 * Minute);
        Assert.NotNull(await queue.FieldAsync(uuid, "reserved_at"));
        Assert.Equal(QueueBesideHorizon.JobName, await queue.FieldAsync(uuid, "name"));
    }

    [Fact]
    public async Task Finish_Jobs_AreCountedInTheFigures()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        for (var i = 0; i < 3; i++)
        {
            await queue.PushAsync();
            await queue.FinishAsync(await queue.ClaimAsync());
        }

        foreach (var (key, set) in new[] { ("queue:telegram_updates", "measured_queues"),
            ("job:" + QueueBesideHorizon.JobName, "measured_jobs") })
        {
            await Eventually.EqualAsync("3", async () => (string?)await queue.Database.HashGetAsync(queue.Horizon + key, "throughput"));
            Assert.True((double)await queue.Database.HashGetAsync(queue.Horizon + key, "runtime") > 0);
            await Eventually.EqualAsync(
                queue.Horizon + key, async () => (string?)(await queue.Database.SetMembersAsync(queue.Horizon + set)).SingleOrDefault());
        }
    }

    [Fact]
    public async Task Fail_AJob_IsKeptForAWeekWithItsErrorAndUnderItsTags()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        await queue.FailAsync(await queue.ClaimAsync());

        await queue.StatusAsync(uuid, "failed");
        await Eventually.EqualAsync(0, async () => (await queue.MembersAsync("pending_jobs")).Length);

        Assert.Equal(("Broken: <b>&</b>", ""), (await queue.FieldAsync(uuid, "exception"), await queue.FieldAsync(uuid, "context")));
        Assert.Contains("\"attempts\":1,", await queue.FieldAsync(uuid, "payload"), StringComparison.Ordinal);
        Assert.InRange(await queue.LifeAsync(uuid), TimeSpan.FromDays(7) - Minute, TimeSpan.FromDays(7));
        Assert.Empty(await queue.MembersAsync("completed_jobs"));
        foreach (var set in new[] { "failed_jobs", "recent_failed_jobs" })
        {
            Assert.True(await queue.ScoreAsync(set, uuid) < 0, set);
        }

        foreach (var tag in new[] { "failed:telegram", "failed:telegram-bot", "failed:telegram-bot-update" })
        {
            Assert.True(await queue.ScoreAsync(tag, uuid) > 0, tag);
            Assert.InRange(await queue.LifeAsync(tag), TimeSpan.FromDays(7) - Minute, TimeSpan.FromDays(7));
        }
    }

    [Fact]
    public async Task Park_AJob_IsPendingWithItsAttempts()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        var delivery = await queue.ClaimAsync();
        await queue.StatusAsync(uuid, "reserved");

        await queue.Session.ParkAsync(delivery, Minute, failures: 2, default);

        await queue.StatusAsync(uuid, "pending");
        Assert.Contains("\"attempts\":2,", await queue.FieldAsync(uuid, "payload"), StringComparison.Ordinal);
        Assert.Equal([uuid], await queue.MembersAsync("pending_jobs"));
    }

    [Fact]
    public async Task Claim_ADuplicate_IsCompletedUnrun()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var update = queue.NewUpdate();
        await queue.Enqueuer.PushAsync("main", update);
        var second = (await queue.Enqueuer.PushAsync("main", update)).ToString();

        await queue.ClaimAsync();

        await queue.StatusAsync(second, "completed");
        await Eventually.EqualAsync(1, async () => (await queue.MembersAsync("pending_jobs")).Length);
        Assert.False(await queue.Database.KeyExistsAsync(queue.Horizon + "queue:telegram_updates"), "it did not run, and has no runtime");
    }

    [Theory]
    [InlineData(true, "completed")]
    [InlineData(false, "failed")]
    public async Task Settle_ARetryOfHorizons_IsNotedAtItsParent(bool handled, string status)
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync(
            entry => entry.Replace("\"attempts\":0,", "\"attempts\":0,\"retry_of\":\"parent\",", StringComparison.Ordinal));
        await queue.Database.HashSetAsync(
            queue.Horizon + "parent", "retried_by",
            $$"""[{"id":"another","status":"pending","retried_at":1},{"id":"{{uuid}}","status":"pending","retried_at":2}]""");

        var delivery = await queue.ClaimAsync();
        await (handled ? queue.FinishAsync(delivery) : queue.FailAsync(delivery));

        await Eventually.EqualAsync(
            $$"""[{"id":"another","status":"pending","retried_at":1},{"id":"{{uuid}}","status":"{{status}}","retried_at":2}]""",
            () => queue.FieldAsync("parent", "retried_by"));
    }

    [Fact]
    public async Task Finish_ASilencedJob_IsNotAmongTheCompleted()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync(entry => entry.Replace("\"silenced\":false", "\"silenced\":true", StringComparison.Ordinal));
        await queue.FinishAsync(await queue.ClaimAsync());

        await Eventually.TrueAsync(async () => (await queue.MembersAsync("silenced_jobs")) is [var member] && member == uuid);
        Assert.Empty(await queue.MembersAsync("completed_jobs"));
    }

    [Fact]
    public async Task Finish_AJobWithAMonitoredTag_IsKeptWholeForAWeek()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(
            redis, (horizon, database) => database.SetAddAsync(horizon + "monitoring", ["telegram-bot", "other"]));
        var uuid = await queue.PushAsync();
        await queue.FinishAsync(await queue.ClaimAsync());

        await Eventually.TrueAsync(async () => (await queue.MembersAsync("monitored_jobs")) is [var member] && member == uuid);
        Assert.Equal([uuid], await queue.MembersAsync("completed_jobs"));
        Assert.InRange(await queue.LifeAsync(uuid), TimeSpan.FromDays(7) - Minute, TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task Finish_AJobThatWaitedForHours_HasAWholeRecordAgain()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync(
            entry => System.Text.RegularExpressions.Regex.Replace(entry, "\"pushedAt\":\"[0-9.]+\"", "\"pushedAt\":\"1795220199.4198\""));
        await queue.FinishAsync(await queue.ClaimAsync());

        await queue.StatusAsync(uuid, "completed");
        Assert.Equal(
            (uuid, "redis", "telegram_updates", QueueBesideHorizon.JobName),
            (await queue.FieldAsync(uuid, "id"), await queue.FieldAsync(uuid, "connection"), await queue.FieldAsync(uuid, "queue"),
                await queue.FieldAsync(uuid, "name")));
        Assert.Contains(uuid, await queue.FieldAsync(uuid, "payload"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_AFailedJob_IsPendingAndFailedNoMore()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        await queue.FailAsync(await queue.ClaimAsync());
        await queue.StatusAsync(uuid, "failed");

        Assert.True(await queue.Queue.FailedJobs.RetryAsync(uuid, atTail: false, default));

        Assert.Equal("pending", await queue.FieldAsync(uuid, "status"));
        Assert.Equal([uuid], await queue.MembersAsync("pending_jobs"));
        Assert.Empty(await queue.MembersAsync("failed_jobs"));
        Assert.Empty(await queue.MembersAsync("failed:telegram"));
        await queue.FinishAsync(await queue.ClaimAsync());
        await queue.StatusAsync(uuid, "completed");
    }

    [Fact]
    public async Task Forget_AFailedJob_IsGone()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(redis);
        var uuid = await queue.PushAsync();
        await queue.FailAsync(await queue.ClaimAsync());
        await queue.StatusAsync(uuid, "failed");

        await queue.Queue.FailedJobs.ForgetAsync(uuid, default);

        await Eventually.TrueAsync(async () => !await queue.Database.KeyExistsAsync(queue.Horizon + uuid));
        await Eventually.EqualAsync(0, async () => (await queue.MembersAsync("failed_jobs")).Length);
    }

    [Fact]
    public async Task Finish_HorizonsKeysAreBroken_TheJobIsDone()
    {
        await using var queue = await QueueBesideHorizon.StartAsync(
            redis, (horizon, database) => database.StringSetAsync(horizon + "completed_jobs", "not a set"));
        var broken = await queue.PushAsync();
        var settled = await queue.Session.FinishAsync([await queue.ClaimAsync()], takeNext: false, default);

        // Nothing of it is written for Horizon, not even what could be: a record that is half written says what is not so.
        Assert.True(settled[0].Accepted);
        await queue.StatusAsync(broken, "pending");
        await queue.Database.KeyDeleteAsync(queue.Horizon + "completed_jobs");
        var next = await queue.PushAsync();
        await queue.FinishAsync(await queue.ClaimAsync());
        await Eventually.TrueAsync(async () => (await queue.MembersAsync("completed_jobs")).Contains(next));
    }
}
