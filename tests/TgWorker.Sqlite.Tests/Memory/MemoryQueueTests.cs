using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Memory;

/// <summary>A queue in memory: what only a clock in one's own hand can show.</summary>
public sealed class MemoryQueueTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private SqliteUpdateQueue _queue = null!;

    public async Task InitializeAsync() => _queue = await OpenAsync(new SqliteQueueOptions());

    public async Task DisposeAsync() => await _queue.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Open_LeaseThatIsNone_IsRefused(int seconds) =>
        await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(new SqliteQueueOptions { Lease = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public async Task Lease_Renewed_LastsUntilItsVeryEnd()
    {
        var session = await _queue.JoinAsync(default);
        for (var renewals = 0; renewals < 5; renewals++)
        {
            _time.Advance(session.Lease - TimeSpan.FromMicroseconds(1));
            await session.RenewAsync(default);
        }

        _time.Advance(session.Lease);

        await Assert.ThrowsAsync<LeaseLostException>(async () => await session.ClaimAsync(1, default));
    }

    [Fact]
    public async Task Lease_WallClockJumps_IsNotTouched()
    {
        var session = await _queue.JoinAsync(default);
        _time.JumpWallClock(TimeSpan.FromHours(1));

        await session.RenewAsync(default);
    }

    [Fact]
    public async Task Duplicate_WithinADayAndAfterIt_IsNoneAfterwards()
    {
        await PushAsync("a", updateId: 7);
        await PushAsync("a", updateId: 7 + 65_536);
        _time.Advance(TimeSpan.FromHours(1));
        await ClaimAndFinishAsync(expected: 2);

        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMicroseconds(1));
        await PushAsync("a", updateId: 7);
        await ClaimAndFinishAsync(expected: 0);
        _time.Advance(TimeSpan.FromHours(24));
        await PushAsync("a", updateId: 7);
        await ClaimAndFinishAsync(expected: 1);
    }

    [Fact]
    public async Task Wait_BeforeAParkedLaneIsDue_GoesOn()
    {
        var session = await _queue.JoinAsync(default);
        await PushAsync("a");
        var delivery = (await session.ClaimAsync(1, default)).Granted[0];
        await session.ParkAsync(delivery, TimeSpan.FromSeconds(5), 1, default);
        var waiting = session.WaitAsync(TimeSpan.FromSeconds(9), default).AsTask();

        _time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMicroseconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMicroseconds(1));

        await Eventually.DoneAsync(waiting);
    }

    [Fact]
    public async Task Wait_LaneParkedForLessMeanwhile_ReturnsWhenThatIsDue()
    {
        var session = await _queue.JoinAsync(default);
        var waiter = await _queue.JoinAsync(default);
        await PushAsync("a");
        var delivery = (await session.ClaimAsync(1, default)).Granted[0];
        var waiting = waiter.WaitAsync(TimeSpan.FromSeconds(20), default).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(20), _time.UntilNextTimer);

        await session.ParkAsync(delivery, TimeSpan.FromSeconds(5), 1, default);
        await Eventually.TrueAsync(() => _time.UntilNextTimer == TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));

        await Eventually.DoneAsync(waiting);
    }

    [Fact]
    public async Task Wait_Ended_LeavesNoTimerBehind()
    {
        var session = await _queue.JoinAsync(default);
        var waiting = session.WaitAsync(TimeSpan.FromHours(1), default).AsTask();
        await PushAsync("a");
        await Eventually.DoneAsync(waiting);

        Assert.Equal(0, _time.Timers);
    }

    [Fact]
    public async Task Wait_LaneSetFreeByAnotherSession_Returns()
    {
        var holder = await _queue.JoinAsync(default);
        var session = await _queue.JoinAsync(default);
        await PushAsync("a");
        await holder.ClaimAsync(1, default);
        var waiting = session.WaitAsync(TimeSpan.FromHours(1), default).AsTask();

        await holder.LeaveAsync(default);

        await Eventually.DoneAsync(waiting);
    }

    [Fact]
    public async Task Status_PendingEntries_SaysWhenTheOldestWasPushed()
    {
        var pushedAt = _time.GetUtcNow();
        await PushAsync("a");
        _time.Advance(TimeSpan.FromSeconds(3));
        await PushAsync("b");

        Assert.Equal(pushedAt, (await _queue.GetStatusAsync(default)).OldestPushedAt);
    }

    private Task<SqliteUpdateQueue> OpenAsync(SqliteQueueOptions options) =>
        SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, options, new ConformanceJobReader(), _time, NullLoggerFactory.Instance, default);

    private Task PushAsync(string lane, long? updateId = null)
        => _queue.PushAsync(new Entry(lane, "x") { UpdateId = updateId }.ToBytes(), default);

    private async Task ClaimAndFinishAsync(int expected)
    {
        var session = await _queue.JoinAsync(default);
        var ran = 0;
        while ((await session.ClaimAsync(1, default)).Granted is [var delivery])
        {
            ran++;
            await session.FinishAsync([delivery], takeNext: false, default);
        }

        Assert.Equal(expected, ran);
    }
}
