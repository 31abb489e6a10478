using Microsoft.Data.Sqlite;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Copying;

/// <summary>A queue goes from its file to Redis with all that it holds.</summary>
public sealed class CopyCommandTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private readonly CopyStage _stage = new(redis.Url, redis.NewPrefix());

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Copy_JobsInLanesAndOnTheList_KeepTheirOrder()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, [.. Enumerable.Range(0, 1_500).Select(n => (long)(n % 7))]);
            await using var session = await file.JoinAsync(default);
            await session.ClaimAsync(2, default);
            await session.LeaveAsync(default);
            await _stage.PushAsync(file, [.. Enumerable.Range(0, 100).Select(n => (long)(n % 9))]);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        Assert.Contains("1600 jobs, 0 failed jobs and 0 timers copied", _stage.Run.Out, StringComparison.Ordinal);
        await using var queue = await _stage.OpenRedisAsync();
        var handled = await CopyStage.WorkOffAsync(queue);
        Assert.Equal(1_600, handled.Count);
        Assert.All(handled.GroupBy(one => one.Lane), lane => Assert.Equal(lane.Order().ToList(), [.. lane]));
        Assert.Equal(9, handled.Select(one => one.Lane).Distinct().Count());
    }

    [Fact]
    public async Task Copy_WhatTheLanesAreOrderedBy_IsKeptWithThem()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1, 1);
            await using var session = await file.JoinAsync(default);
            await session.ClaimAsync(1, default);
            await session.LeaveAsync(default);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var byUser = await _stage.OpenRedisAsync(new EnvelopeReader(new EnvelopeOptions { OrderBy = OrderBy.User }));
        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => byUser.JoinAsync(default));
        Assert.Contains("orders its updates by 'chat'", refused.Message, StringComparison.Ordinal);
        await using var queue = await _stage.OpenRedisAsync();
        Assert.Equal(2, (await CopyStage.WorkOffAsync(queue)).Count);
    }

    [Fact]
    public async Task Copy_FailedJobsAndTheLanesTheyStop_AreThere()
    {
        FailedTold[] failed;
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1, 2, 1, 2);
            await using var session = await file.JoinAsync(default);
            foreach (var delivery in (await session.ClaimAsync(2, default)).Granted)
            {
                await session.FailAsync(
                    delivery, new Failure("It broke.", 3, HoldLane: delivery.Lane == "main:1") { Detail = "X: y" }, takeNext: false,
                    default);
            }

            await session.LeaveAsync(default);
            failed = await FailedTold.OfAsync(file);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        Assert.Equal(failed, await FailedTold.OfAsync(queue));
        Assert.Equal(failed.Single(job => job.Lane == "main:1").Id, (await queue.Lanes.LookAsync("main:1", default))!.StoppedFor);
        Assert.Equal([("main:2", 4L)], await CopyStage.WorkOffAsync(queue));
        await queue.FailedJobs.RetryAsync([.. failed.Select(job => job.Id)], atTail: false, default);
        Assert.Equal(["main:1", "main:1", "main:2"], (await CopyStage.WorkOffAsync(queue)).Select(one => one.Lane).Order());
    }

    [Fact]
    public async Task Copy_TriesWaitsAndPauses_AreThere()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1, 2, 3, 3);
            await using var session = await file.JoinAsync(default);
            var granted = (await session.ClaimAsync(3, default)).Granted;
            await session.ParkAsync(granted.Single(one => one.Lane == "main:1"), TimeSpan.FromHours(1), failures: 2, default);
            await session.LeaveAsync(default);
            await file.Lanes.PauseAsync("main:3", default);
            await file.Lanes.PauseAsync("main:4", default);
            await file.Operations.PauseAsync(default);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        Assert.True((await queue.GetStatusAsync(default)).Paused);
        await queue.Operations.ContinueAsync(default);
        var waiting = (await queue.Lanes.LookAsync("main:1", default))!;
        Assert.Equal(2, waiting.Failures);
        Assert.InRange(waiting.DueIn!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(60));
        Assert.Equal(["main:3", "main:4"], (await queue.Lanes.ListPausedAsync(10, default)).Select(lane => lane.Lane).Order());
        Assert.Equal([("main:2", 2L)], await CopyStage.WorkOffAsync(queue));
        await queue.Lanes.ContinueAsync("main:3", default);
        Assert.Equal([("main:3", 3L), ("main:3", 4L)], await CopyStage.WorkOffAsync(queue));
    }

    [Fact]
    public async Task Copy_PausedBot_StaysPausedWithItsChats()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await file.Operations.PauseBotAsync("gone", default);
            await file.Operations.PauseBotAsync("main", default);
            await file.Operations.ContinueBotAsync("gone", default);
            await _stage.PushAsync(file, 1, 1, 2);
            await using var session = await file.JoinAsync(default);
            Assert.Empty((await session.ClaimAsync(3, default)).Granted);
            await session.LeaveAsync(default);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        Assert.Empty(await CopyStage.WorkOffAsync(queue));
        var bot = Assert.Single((await queue.GetStatusAsync(default)).PausedBots);
        Assert.Equal(("main", 2), (bot.Bot, bot.Lanes));
        await queue.Operations.ContinueBotAsync("main", default);
        Assert.Equal(3, (await CopyStage.WorkOffAsync(queue)).Count);
    }

    [Fact]
    public async Task Copy_WhatIsRemembered_IsRemembered()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1);
            await using var session = await file.JoinAsync(default);
            var delivery = (await session.ClaimAsync(1, default)).Granted[0];
            await session.Memory.RememberAsync(delivery, [new("state", "asks"), new("gone", null)], Long, default);
            await session.Memory.NoteJobAsync(delivery, "job", "sent", "7", Long, default);
            await session.Memory.TakeMarkAsync(delivery, "paid", "one", Long, default);
            await session.LeaveAsync(default);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        await using var after = await queue.JoinAsync(default);
        var again = (await after.ClaimAsync(1, default)).Granted[0];
        Assert.Equal(["asks", null], await after.Memory.RecallAsync(again, ["state", "gone"], default));
        Assert.Equal([new("sent", "7")], await after.Memory.RecallJobAsync(again, "job", default));
        Assert.False(await after.Memory.TakeMarkAsync(again, "paid", "another", Long, default));
        Assert.True(await after.Memory.TakeMarkAsync(again, "paid", "one", Long, default));
    }

    [Fact]
    public async Task Copy_UpdatesThatWereSeen_AreNotHandledAgain()
    {
        long[] chats = [.. Enumerable.Range(1, 200)];
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, chats);
            Assert.Equal(200, (await CopyStage.WorkOffAsync(file)).Count);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        foreach (var chat in chats)
        {
            await queue.PushAsync(CopyStage.Entry(chat, chat), default);
        }

        await queue.PushAsync(CopyStage.Entry(1, 201), default);
        Assert.Equal([("main:1", 201L)], await CopyStage.WorkOffAsync(queue));
    }

    [Fact]
    public async Task Copy_Timers_GoOffWhenTheyWould()
    {
        var at = DateTimeOffset.UtcNow;
        await using (var file = await _stage.OpenFileAsync())
        {
            await file.Timers!.SetAsync(CopyStage.Timer(1, "due", at.AddSeconds(-1)), null, default);
            await file.Timers.SetAsync(CopyStage.Timer(2, "later", at.AddHours(1)) with { NotLaterThan = Long }, null, default);
        }

        Assert.Equal(0, await _stage.CopyAsync());

        await using var queue = await _stage.OpenRedisAsync();
        Assert.Equal("main:1", Assert.Single(await CopyStage.WorkOffAsync(queue)).Lane);
        var left = Assert.Single(await ListAsync(queue));
        Assert.Equal(("main:2/later", Long), (left.Id, left.NotLaterThan));
        Assert.InRange(left.Due, at.AddMinutes(59), at.AddMinutes(61));
    }

    [Fact]
    public async Task Copy_WhileWorkersAreOnTheFile_IsRefusedAndTheFileGoesOn()
    {
        await using var file = await _stage.OpenFileAsync();
        await using var session = await file.JoinAsync(default);

        Assert.Equal(1, await _stage.CopyAsync());

        Assert.Contains("1 worker is on it", _stage.Run.Error, StringComparison.Ordinal);
        await _stage.PushAsync(file, 1);
        Assert.Single((await session.ClaimAsync(1, default)).Granted);
    }

    [Fact]
    public async Task Copy_ToAQueueThatIsNotEmpty_IsRefusedAndTheFileGoesOn()
    {
        await using var file = await _stage.OpenFileAsync();
        await using var queue = await _stage.OpenRedisAsync();
        await _stage.PushAsync(queue, 1);

        Assert.Equal(1, await _stage.CopyAsync());

        Assert.Contains("it is not empty (entries: 1): name another queue", _stage.Run.Error, StringComparison.Ordinal);
        await _stage.PushAsync(file, 1);
    }

    [Fact]
    public async Task Copy_Done_ClosesTheFileToWhoeverHasItOpenAndWhoeverOpensIt()
    {
        await using var open = await _stage.OpenFileAsync();
        await _stage.PushAsync(open, 1);

        Assert.Equal(0, await _stage.CopyAsync());

        var push = await Assert.ThrowsAsync<QueueUnavailableException>(() => _stage.PushAsync(open, 2));
        Assert.Contains("its queue is copied elsewhere", push.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => open.JoinAsync(default));
        Assert.Equal(2, await _stage.Run.RunAsync("status", "--sqlite", _stage.File));
        Assert.Contains("this queue was copied to", _stage.Run.Error, StringComparison.Ordinal);
        Assert.Contains("work on it there (--redis)", _stage.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_Again_DoesNothing()
    {
        await using (var file = await _stage.OpenFileAsync())
        {
            await _stage.PushAsync(file, 1, 2, 3);
        }

        Assert.Equal(0, await _stage.CopyAsync());
        Assert.Equal(0, await _stage.CopyAsync());

        Assert.Contains("before", _stage.Run.Out, StringComparison.Ordinal);
        await using var queue = await _stage.OpenRedisAsync();
        Assert.Equal(3, (await CopyStage.WorkOffAsync(queue)).Count);
        Assert.Equal(1, await _stage.CopyAsync("--cancel"));
        Assert.Contains("all of it is at", _stage.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_OfAFile_AreCopiedOrNeedNotBe()
    {
        string[] copied =
        [
            "queue", "job", "list", "lane", "waiting", "seen", "failed", "memory", "memory_until", "mark", "timer", "setting",
            "paused_bot",
        ];
        string[] left = ["worker", "cancelled", "poll", "quiet", "outgoing", "history", "outcome", "audit", "seen_count"];
        string[] refusedWhileUnderWay = ["broadcast", "broadcast_page", "broadcast_in_lane", "broadcast_miss"];
        await (await _stage.OpenFileAsync()).DisposeAsync();
        var tables = ((string)(await AskAsync(
            "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))!).Split(',');

        // Add a new one to CopyPages and CopyWriter, or name it here as one that need not be copied.
        Assert.Empty(tables.Except(copied).Except(left).Except(refusedWhileUnderWay));
    }

    [Fact]
    public async Task Copy_WhileABroadcastIsUnderWay_IsRefused()
    {
        await (await _stage.OpenFileAsync()).DisposeAsync();
        await AskAsync("INSERT INTO broadcast (id, plan, state, created, changed) VALUES ('b7', x'', 'Paused', 0, 0)");

        Assert.Equal(1, await _stage.CopyAsync());

        Assert.Contains("broadcast b7 is under way", _stage.Run.Error, StringComparison.Ordinal);
        await (await _stage.OpenFileAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData(2, "--to: is not a Redis URL", "--sqlite", "FILE", "--to", "nonsense")]
    [InlineData(2, "there is no such file", "--sqlite", "FILE", "--to", "REDIS")]
    [InlineData(2, "copy takes a queue from a file", "--redis", "REDIS", "--to", "REDIS")]
    [InlineData(1, "127.0.0.1:1", "--sqlite", "FILE", "--to", "redis://127.0.0.1:1", "make")]
    public async Task Copy_Wrong_SaysWhat(int exitCode, string message, params string[] arguments)
    {
        if (arguments[^1] == "make")
        {
            await (await _stage.OpenFileAsync()).DisposeAsync();
            arguments = arguments[..^1];
        }

        string[] given = [.. arguments.Select(one => one == "FILE" ? _stage.File : one == "REDIS" ? redis.Url : one)];

        Assert.Equal(exitCode, await _stage.Run.RunAsync(["copy", .. given]));
        Assert.Contains(message, _stage.Run.Error, StringComparison.Ordinal);
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_stage.File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private static async Task<List<Core.Timers.PendingTimer>> ListAsync(IUpdateQueue queue)
    {
        var timers = new List<Core.Timers.PendingTimer>();
        await foreach (var timer in queue.Timers!.ListAsync(default))
        {
            timers.Add(timer);
        }

        return timers;
    }
}
