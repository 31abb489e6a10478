using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Core.Timers;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Damage;

/// <summary>A number in a record that is none, or absurd, stops neither who looks nor who works; what is beside it goes on.</summary>
public sealed class DamagedNumbersTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Bot = "5";

    private static readonly SendWish Answer = new(Bot, "7", SendClass.Answer) { PerChat = SendRate.Within(1, TimeSpan.FromSeconds(1), 1) };

    public static TheoryData<string> Numbers =>
        ["9223372036854775807", "-9223372036854775808", "99999999999999999999999", "1e300", "inf", "-inf", "nan", "soon", ""];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Broadcast_WithSuchNumbers_IsShown(string number)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var broadcasts = ((IUpdateQueue)queue.Queue).Broadcasts!;
        await broadcasts.CreateAsync(new StoredBroadcast("b", "{}"u8.ToArray(), BroadcastState.Sending), default);
        foreach (var field in (string[])["created", "changed", "total", "cursor", "sent", "pace_since", "pace_cursor", "pace_rate"])
        {
            await queue.Database.HashSetAsync(queue.Key + ":broadcast:b", field, number);
        }

        await queue.Database.HashSetAsync(queue.Key + ":broadcast:b:misses", "3", number);
        var shown = Assert.Single(await broadcasts.ListAsync(default));

        Assert.Equal("b", shown.Id);
        _ = shown.Pace.At(DateTimeOffset.UtcNow, 1).TimeFor(shown.Left);
        await foreach (var miss in broadcasts.MissesAsync("b", default))
        {
            Assert.Equal(3, miss.Number);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    [InlineData("0")]
    public async Task PausedBot_WithSuchNumbers_IsNotPausedAndCanBe(string number)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await queue.Database.HashSetAsync(queue.Key + ":paused:bots", [new("main", $"{number} 1"), new("other", $"{number} 1 ended")]);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1), LaravelQueue.Job(LaravelQueue.Ours, 2));
        await using var session = await queue.Queue.JoinAsync(default);
        var head = Assert.Single(await LaravelQueue.ClaimAsync(session));
        Assert.Empty((await queue.Queue.GetStatusAsync(default)).PausedBots);

        Assert.True(await queue.Queue.Operations.PauseBotAsync("main", default));
        await session.ParkAsync(head, TimeSpan.Zero, failures: 0, default);
        Assert.Empty(await LaravelQueue.ClaimAsync(session));
        Assert.Equal("main", Assert.Single((await queue.Queue.GetStatusAsync(default)).PausedBots).Bot);

        Assert.True(await queue.Queue.Operations.ContinueBotAsync("main", default));
        Assert.Single(await LaravelQueue.ClaimAsync(session));
    }

    [Fact]
    public async Task Broadcast_InAStateThatIsNone_IsLeftOut()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var broadcasts = ((IUpdateQueue)queue.Queue).Broadcasts!;
        await broadcasts.CreateAsync(new StoredBroadcast("b", "{}"u8.ToArray(), (BroadcastState)99), default);
        await broadcasts.CreateAsync(new StoredBroadcast("c", "{}"u8.ToArray(), BroadcastState.Done), default);
        await queue.Database.SortedSetAddAsync(queue.Key + ":broadcasts", "d", 1);
        await queue.Database.HashSetAsync(queue.Key + ":broadcast:d", "plan", "{}");

        Assert.Equal("c", Assert.Single(await broadcasts.ListAsync(default)).Id);
    }

    [Theory]
    [InlineData("every 1e300", double.PositiveInfinity)]
    [InlineData(" every 9223372036854775807", 1e300)]
    [InlineData(" every -1", 1)]
    [InlineData("99999999999999999999999 every 0", -1e300)]
    [InlineData(" cron Atlantis/Poseidonis 0 9 * * *", 0)]
    [InlineData("nothing", double.NegativeInfinity)]
    public async Task Timer_WithSuchARule_IsListedAndHoldsUpNoOther(string rule, double due)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        for (var n = 0; n < 3; n++)
        {
            await PlantAsync(queue, $"main:{n}/broken", due, rule, LaravelQueue.Job(LaravelQueue.Ours, n + 1, chat: n));
        }

        await PlantAsync(queue, "main:9/good", 1, "", LaravelQueue.Job(LaravelQueue.Ours, 9, chat: 9));
        await PlantAsync(queue, "nowhere", double.PositiveInfinity, "", []);

        Assert.Equal(5, (await PendingAsync(queue)).Count);
        var session = await queue.Queue.JoinAsync(default);
        var ran = await LaravelQueue.RunAllAsync(session);

        Assert.Contains(9, ran);
        Assert.Contains(await PendingAsync(queue), timer => timer.Name == "broken");
        await session.RenewAsync(default);
    }

    [Fact]
    public async Task Timer_WithAnEntryThatIsNone_GoesOffOnce()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await PlantAsync(queue, "main:1/broken", 1, " every 1000", "{\"data\":[]}"u8.ToArray());
        var session = await queue.Queue.JoinAsync(default);

        Assert.NotNull(Assert.Single(await LaravelQueue.ClaimAsync(session)).Job.Problem);
        Assert.Empty(await PendingAsync(queue));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Send_WithSuchTimes_IsAsGoodAsNew(string number)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var (limits, keys) = (queue.Queue.SendLimits!, new QueueKeys(queue.Key));
        await queue.Database.StringSetAsync(keys.Outgoing(Bot), $"{number} 0 0 0 0 0 0 0 {number} 7 {number} 8 {number}");
        await queue.Database.StringSetAsync(keys.Outgoing(Bot, "7"), $"{number} 0 {number}");

        Assert.Equal(TimeSpan.Zero, (await limits.TakeAsync(Answer, default)).Wait);
        Assert.True((await limits.TakeAsync(Answer with { Class = SendClass.Broadcast }, default)).Wait < TimeSpan.FromMinutes(1));
        await queue.Database.StringSetAsync(keys.Outgoing(Bot), $"0 0 0 0 0 0 0 0 0 7 {number} 8 {number}");
        Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer, TimeSpan.FromSeconds(1)), default));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public async Task Pauses_ToSuchTimes_AreShown(double until)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await queue.Database.SortedSetAddAsync(new QueueKeys(queue.Key).OutgoingPauses, Bot + " 7", until);
        await queue.Database.StringSetAsync(new QueueKeys(queue.Key).Outgoing(Bot), "0 0 0 0 0 0 0 0 9223372036854775807");

        var look = await queue.Queue.SendLimits!.LookAsync([Bot], 10, default);

        Assert.True(Assert.Single(look.Chats).Left > TimeSpan.FromDays(365));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Poll_RightWithSuchNumbers_IsTaken(string number)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await using var intake = new RedisIntakeQueue(
            RedisConnectionOptions.FromUrl(redis.Url), queue.Options, TimeProvider.System, NullLoggerFactory.Instance);
        await queue.Database.HashSetAsync(new QueueKeys(queue.Key).Polls, Bot, $"somebody {number} 1 {number} {number} {number}");

        var lease = Assert.Single(await intake.Leases.HoldAsync("me", [Bot], TimeSpan.FromMinutes(1), default));

        Assert.NotNull(lease);
        Assert.True(lease.Fence > 0);
        Assert.Single(await queue.Queue.GetPollHoldersAsync(default));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Work_WithSuchNumbers_GoesOn(string number)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await queue.PushAsync([.. Enumerable.Range(1, 3).Select(n => LaravelQueue.Job(LaravelQueue.Ours, n, chat: n))]);
        await using var dead = await queue.Queue.JoinAsync(default);
        Assert.Equal(3, (await LaravelQueue.ClaimAsync(dead)).Count);
        var keys = new QueueKeys(queue.Key);
        for (var chat = 1; chat <= 3; chat++)
        {
            await queue.Database.HashSetAsync(keys.Tries, $"main:{chat}", chat == 3 ? number : $"{number} {number}");
        }

        await queue.Database.StringSetAsync(keys.Restart, number);
        await queue.Database.HashSetAsync(keys.PausedLanes, "main:3", number);
        await queue.Database.SortedSetAddAsync(keys.Workers, dead.Incarnation, 1);

        await using var heir = await queue.Queue.JoinAsync(default);
        await heir.RenewAsync(default);
        Assert.NotNull(await queue.Queue.Lanes.LookAsync("main:1", default));
        Assert.Contains(await queue.Queue.Lanes.ListPausedAsync(10, default), lane => lane.Lane == "main:3");
        Assert.Equal([1, 2, 3], (await LaravelQueue.RunAllAsync(heir)).Order());
    }

    private static async Task PlantAsync(LaravelQueue queue, string id, double due, string rule, byte[] entry)
    {
        var keys = new QueueKeys(queue.Key);
        await queue.Database.HashSetAsync(keys.TimerEntries, id, entry);
        await queue.Database.HashSetAsync(keys.TimerRules, id, rule);
        await queue.Database.SortedSetAddAsync(keys.Timers, id, due);
    }

    private static async Task<List<PendingTimer>> PendingAsync(LaravelQueue queue)
    {
        var pending = new List<PendingTimer>();
        await foreach (var timer in queue.Queue.Timers!.ListAsync(default))
        {
            _ = (timer.Lane, timer.Name);
            pending.Add(timer);
        }

        return pending;
    }
}
