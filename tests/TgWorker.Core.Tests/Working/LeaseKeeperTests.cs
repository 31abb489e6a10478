using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Sqlite;
using TgWorker.Testing.Conformance;

namespace TgWorker.Core.Tests.Working;

public class LeaseKeeperTests
{
    [Fact]
    public async Task IsLost_ProcessStoodStillAndItsTimersHaveNotFired_IsTrueBeforeTheLeaseHasLapsed()
    {
        var time = new LateTimers();
        await using var queue = await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions { Lease = TimeSpan.FromSeconds(10) }, new ConformanceJobReader(), time,
            NullLoggerFactory.Instance, default);
        await using var session = await queue.JoinAsync(default);
        await using var keeper = new LeaseKeeper(session, time.GetTimestamp(), _ => { }, _ => { }, time);
        time.Pass(TimeSpan.FromSeconds(8.9));
        Assert.False(keeper.IsLost);

        time.Pass(TimeSpan.FromSeconds(0.1));

        Assert.True(keeper.IsLost);
        Assert.True(keeper.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Start_RenewalIsRefused_TheLeaseIsLost()
    {
        await using var session = new SessionToBeLeft();
        await using var keeper = new LeaseKeeper(session, TimeProvider.System.GetTimestamp(), _ => { }, _ => { }, TimeProvider.System);
        var lost = new TaskCompletionSource();
        await using var registration = keeper.Lost.Register(lost.SetResult);
        keeper.Start();

        session.Renewal.SetException(new LeaseLostException(session.Incarnation));

        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task EndAsync_RenewalIsRefusedBecauseTheSessionWasLeft_TheLeaseIsNotLost()
    {
        await using var session = new SessionToBeLeft();
        var keeper = new LeaseKeeper(session, TimeProvider.System.GetTimestamp(), _ => { }, _ => { }, TimeProvider.System);
        var lost = keeper.Lost;
        keeper.Start();
        await keeper.EndAsync();

        // On a thread of the pool, where the keeper goes on within the call.
        await Task.Run(() => session.Renewal.SetException(new LeaseLostException(session.Incarnation)));
        await keeper.DisposeAsync();

        Assert.False(lost.IsCancellationRequested);
    }

    /// <summary>A clock that goes on while timers do not fire, as for a process that was stopped.</summary>
    private sealed class LateTimers : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            => System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A session whose renewal is on its way until the test answers it.</summary>
    private sealed class SessionToBeLeft : IQueueSession
    {
        public TaskCompletionSource<Heartbeat> Renewal { get; } = new();

        public string Incarnation => "worker";

        public ILaneMemory Memory => throw new NotSupportedException();

        public Func<WorkerLoad>? Load { get; set; }

        public TimeSpan Lease => TimeSpan.FromMinutes(1);

        public ValueTask<Heartbeat> RenewAsync(CancellationToken cancellationToken) => new(Renewal.Task);

        public ValueTask<Claim> ClaimAsync(int slots, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<Settled>> FinishAsync(
            IReadOnlyList<Delivery> deliveries, bool takeNext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Settled> FailAsync(Delivery delivery, Failure failure, bool takeNext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<bool> ParkAsync(Delivery delivery, TimeSpan delay, int failures, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<bool> NoteFailuresAsync(Delivery delivery, int failures, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask LeaveAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
