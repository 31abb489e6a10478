using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Intake;

/// <summary>What receiver and poller put onto a queue in SQLite: all or nothing, once, and only who has the right.</summary>
public sealed class SqliteIntakeQueueTests : IAsyncLifetime, IDisposable
{
    private const string Listed =
        "SELECT group_concat(CAST(payload AS TEXT), ' ') FROM (SELECT payload FROM list JOIN job ON job.id = list.job ORDER BY seq)";

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private readonly ScratchFile _file = new();
    private readonly FakeTime _time = new();
    private SqliteIntakeQueue _queue = null!;

    public Task InitializeAsync()
    {
        _queue = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _queue.DisposeAsync();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Push_AppendsInOrder()
    {
        await _queue.PushAsync([Entry("a"), Entry("b")], default);
        await _queue.PushAsync([Entry("c")], default);

        Assert.Equal("a b c", await _file.AskAsync(Listed));
        Assert.Equal(3, await _queue.CountAsync(default));
    }

    [Fact]
    public async Task Count_IsOfAllThatIsUnfinished_WhereverItStands()
    {
        // Two chats: one's head and follower in its lane, the head of the other failed and stopped with a follower, one on the list.
        await _queue.PushAsync([.. ((string[])["1", "1", "2", "2"]).Select(OfLane)], default);
        await using var queue = await OpenQueueAsync();
        var session = await queue.JoinAsync(default);
        var granted = (await session.ClaimAsync(10, default)).Granted;
        await session.FailAsync(granted[1], new Failure("broken", 1, HoldLane: true), takeNext: false, default);
        await _queue.PushAsync([OfLane("3")], default);

        Assert.Equal(4, await _queue.CountAsync(default));
    }

    [Fact]
    public async Task Push_WithoutRoom_AppendsNothing()
    {
        await _queue.DisposeAsync();
        _queue = Open(new SqliteQueueOptions { MaxFileSize = 1 });

        await Assert.ThrowsAsync<QueueUnavailableException>(() => _queue.PushAsync([Entry("a"), Entry("b")], default));

        Assert.Equal(DBNull.Value, await _file.AskAsync(Listed));
    }

    [Fact]
    public async Task Check_LeavesNothing_AndSaysWhatIsInTheWay()
    {
        await _queue.CheckAsync(default);
        Assert.Equal(0L, await _file.AskAsync("SELECT count(*) FROM job"));
        await _queue.DisposeAsync();

        _queue = Open(new SqliteQueueOptions { MaxFileSize = 1 });
        Assert.Contains("as large as it may become",
            (await Assert.ThrowsAsync<QueueUnavailableException>(() => _queue.CheckAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatCannotBeOpenedYet_IsOpenedAtTheNextCall()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file.Path)!, "later", "bot.db");
        await using var queue = new SqliteIntakeQueue(
            path, new SqliteQueueOptions(), new ConformanceJobReader(), _time, NullLoggerFactory.Instance);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.CheckAsync(default));

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        await queue.CheckAsync(default);
    }

    [Fact]
    public async Task Right_IsOneHolders_UntilItIsGivenBackOrLapses()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        Assert.Null(Assert.Single(await HoldAsync("b")));
        Assert.Equal(a.Fence, Assert.Single(await HoldAsync("a"))!.Fence);

        await _queue.Leases.ReleaseAsync("b", ["1"], default);
        Assert.Null(Assert.Single(await HoldAsync("b")));
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        var b = Assert.Single(await HoldAsync("b"))!;
        Assert.True(b.Fence > a.Fence);

        // Lapsed, but nobody else came: still the same.
        _time.Advance(Length);
        Assert.Equal(b.Fence, Assert.Single(await HoldAsync("b"))!.Fence);
        _time.Advance(Length - TimeSpan.FromMilliseconds(1));
        Assert.Null(Assert.Single(await HoldAsync("a")));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Assert.Single(await HoldAsync("a"))!.Fence > b.Fence);
    }

    [Fact]
    public async Task Rights_OfSeveralBots_AreLookedAtInOneStep()
    {
        await HoldAsync("a");
        var rights = await _queue.Leases.HoldAsync("b", ["1", "2"], Length, default);
        Assert.Equal([null, "2"], rights.Select(right => right?.Bot));
    }

    [Fact]
    public async Task Batch_UnderARight_IsPushedOnce_AndNotUnderALostOne()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        Assert.True(await PushAsync(a, 1, 10, "x", "y"));
        Assert.True(await PushAsync(a, 1, 10, "x", "y"));
        Assert.True(await PushAsync(a, 2, 11, "z"));
        Assert.Equal("x y z", await _file.AskAsync(Listed));
        Assert.Equal(2, Assert.Single(await HoldAsync("a"))!.Batches);

        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        var b = Assert.Single(await HoldAsync("b"))!;
        Assert.Equal((11, 0), (b.LastUpdateId, b.Batches));
        Assert.False(await PushAsync(a, 3, 12, "late"));
        Assert.True(await PushAsync(b, 1, 12, "next"));
        Assert.Equal("x y z next", await _file.AskAsync(Listed));
    }

    [Fact]
    public async Task Batch_OfARightThatLapsedUntaken_IsPushed()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        _time.Advance(Length * 2);
        Assert.True(await PushAsync(a, 1, 10, "x"));
    }

    [Fact]
    public async Task Batch_OfAHolderThatGaveItsRightBack_IsRefused()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        Assert.False(await PushAsync(a, 1, 10, "x"));
        Assert.False(await _queue.Leases.PushAsync(a with { Bot = "never" }, new PollBatch(1, 1, [Entry("x")]), default));
        Assert.Equal(DBNull.Value, await _file.AskAsync(Listed));
    }

    [Fact]
    public async Task Batch_ThatIsRefusedForRoom_IsTakenUnderItsNumberLater()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await using (var full = Open(new SqliteQueueOptions { MaxFileSize = 1 }))
        {
            await Assert.ThrowsAsync<QueueUnavailableException>(
                () => full.Leases.PushAsync(a, new PollBatch(1, 10, [Entry("x")]), default));
        }

        Assert.True(await PushAsync(a, 1, 10, "x"));
        Assert.Equal("x", await _file.AskAsync(Listed));
    }

    [Fact]
    public async Task Right_TakenAgainByTheSameName_RefusesItsOldToken()
    {
        var old = Assert.Single(await HoldAsync("a"))!;
        await _queue.Leases.ReleaseAsync("a", ["1"], default);
        Assert.True(Assert.Single(await HoldAsync("a"))!.Fence > old.Fence);
        Assert.False(await PushAsync(old, 1, 10, "x"));
    }

    [Fact]
    public async Task LastUpdate_IsKnownOnlyWhileIdsCanBeCompared()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await PushAsync(a, 1, 10, "x");
        _time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(10, Assert.Single(await HoldAsync("b"))!.LastUpdateId);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(Assert.Single(await HoldAsync("b"))!.LastUpdateId);
    }

    [Fact]
    public async Task Rights_AfterTheMachineWasStartedAnew_HaveLapsed()
    {
        var a = Assert.Single(await HoldAsync("a"))!;
        await _queue.DisposeAsync();
        await _file.AskAsync("UPDATE queue SET machine_start = 'another'");

        _queue = Open();

        Assert.True(Assert.Single(await HoldAsync("b"))!.Fence > a.Fence);
    }

    [Fact]
    public async Task SharedQueue_IsClosedWithItsLastUser_AndWakesItsWorkersAtOnce()
    {
        var queue = await OpenQueueAsync();
        var intake = new SqliteIntakeQueue(queue.Name, _ => Task.FromResult(queue.Share()!));
        var session = await queue.JoinAsync(default);
        var waiting = session.WaitAsync(TimeSpan.FromMinutes(1), default);
        await intake.PushAsync([Entry("a")], default);
        await waiting;

        await queue.DisposeAsync();
        await intake.PushAsync([Entry("b")], default);
        await intake.DisposeAsync();
        Assert.Null(queue.Share());
        Assert.Equal("a b", await _file.AskAsync(Listed));
    }

    [Fact]
    public async Task FileOfVersionOne_IsBroughtUpToDate_WithWhatWaits()
    {
        await _queue.PushAsync([Entry("a")], default);
        await _queue.DisposeAsync();
        await _file.AskAsync(
            "DROP TRIGGER lane_paused; DROP INDEX lane_by_paused; ALTER TABLE lane DROP COLUMN paused; ALTER TABLE lane DROP "
                + "COLUMN paused_at;"
            + "ALTER TABLE failed DROP COLUMN detail; DROP TABLE poll; DROP TABLE timer; DROP TABLE outgoing; DROP TABLE history; "
            + "DROP TABLE outcome; DROP TABLE audit; DROP TABLE broadcast; DROP TABLE broadcast_page; DROP TABLE broadcast_in_lane; "
            + "DROP TABLE broadcast_miss; DROP TABLE setting; DROP TABLE cancelled; DROP TABLE paused_bot; "
            + "ALTER TABLE failed DROP COLUMN unread; DROP TRIGGER seen_more; DROP TRIGGER seen_less; DROP TABLE seen_count; "
            + "DROP INDEX seen_by_worth; ALTER TABLE seen DROP COLUMN worth; PRAGMA user_version = 1");

        _queue = Open();

        Assert.True(await PushAsync(Assert.Single(await HoldAsync("a"))!, 1, 10, "b"));
        Assert.Equal("a b", await _file.AskAsync(Listed));
    }

    private SqliteIntakeQueue Open(SqliteQueueOptions? options = null) =>
        new(_file.Path, options ?? new SqliteQueueOptions(), new ConformanceJobReader(), _time, NullLoggerFactory.Instance);

    private Task<SqliteUpdateQueue> OpenQueueAsync() =>
        SqliteUpdateQueue.OpenAsync(
            _file.Path, new SqliteQueueOptions(), new ConformanceJobReader(), _time, NullLoggerFactory.Instance, default);

    private Task<IReadOnlyList<PollLease?>> HoldAsync(string holder) => _queue.Leases.HoldAsync(holder, ["1"], Length, default);

    private Task<bool> PushAsync(PollLease lease, long number, long last, params string[] texts) =>
        _queue.Leases.PushAsync(lease, new PollBatch(number, last, [.. texts.Select(Entry)]), default);

    private static NewEntry OfLane(string lane) => Entry($"main|{lane}|||0|");

    private static NewEntry Entry(string text) => new(Encoding.UTF8.GetBytes(text), Guid.NewGuid(), "App\\Job", DateTimeOffset.UnixEpoch);
}
