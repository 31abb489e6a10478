using TgWorker.Core.Health;
using TgWorker.TestSupport.Time;

namespace TgWorker.Core.Tests.Health;

public class WorkerPulseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();
    private readonly WorkerPulse _pulse;

    public WorkerPulseTests() => _pulse = new WorkerPulse(_time);

    [Fact]
    public void Check_NoQueueYet_IsLiveButNotReady() => AssertHealth(live: true, ready: false, "starting");

    [Fact]
    public void Check_Joined_IsReady()
    {
        Join();

        AssertHealth(live: true, ready: true);
    }

    [Fact]
    public void Check_QueueDoesNotAnswer_IsNotReadyUntilItDoes()
    {
        var queue = Join();
        queue.Unavailable("Connection refused");
        AssertHealth(live: true, ready: false, "queue orders: Connection refused");

        queue.Renewed(_time.GetTimestamp(), paused: false);
        AssertHealth(live: true, ready: true);
    }

    [Fact]
    public void Check_AwayForHoursWithTheLoopsTrying_IsLive()
    {
        var queue = Join();
        queue.Left();
        for (var second = 0; second < 7200; second += 10)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            queue.Unavailable("Connection refused");
        }

        AssertHealth(live: true, ready: false, "queue orders: Connection refused");
        queue.Join(Lease, _time.GetTimestamp());
        AssertHealth(live: true, ready: true);
    }

    [Fact]
    public void Check_LeaseNotRenewedInTime_IsNotReady()
    {
        Join();
        _time.Advance(TimeSpan.FromSeconds(9));

        AssertHealth(live: true, ready: false, "the lease was last renewed 9 s ago");
    }

    [Fact]
    public void Check_LeaseKeeperSilent_IsNotLive()
    {
        Join();
        _time.Advance(TimeSpan.FromSeconds(31));
        _pulse.Progress();

        AssertHealth(live: false, ready: false, "nothing was heard of its lease for 31 s", "the lease was last renewed 31 s ago");
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Check_EveryHandlerHangsAndNothingIsSettled_IsNotLive(int seconds, bool live)
    {
        var queue = Join(new Runs(64, Hanging: 64, Moving: 0));
        queue.Took(64);
        Renew(queue, seconds);

        AssertHealth(live, ready: live, live ? "64 of 64 handlers have outlived their time limit" : "64 updates run: the handlers hang");
    }

    [Fact]
    public void Check_OneHandlerIsWithinItsTimeLimit_IsLiveHoweverLong()
    {
        var queue = Join(new Runs(64, Hanging: 63, Moving: 1));
        queue.Took(64);
        Renew(queue, 100_000);

        AssertHealth(live: true, ready: true,
            "queue orders: 63 of 64 handlers have outlived their time limit and ignore their cancellation");
        Assert.Equal(63, Assert.Single(_pulse.Check().Queues).Hanging);
    }

    [Fact]
    public void Check_NoSlotIsTakenAndTheClaimLoopIsSilent_IsNotLive()
    {
        var queue = Join(new Runs(0, 0, 0));
        Renew(queue, 31);

        AssertHealth(live: false, ready: false, "nothing was claimed or settled for 31 s");
    }

    [Fact]
    public void Check_UpdatesAreHeldThatNobodyRuns_IsNotLiveOnceThatLasts()
    {
        var queue = Join(new Runs(1, 0, Moving: 1));
        queue.Took(4);
        AssertHealth(live: true, ready: true);
        Renew(queue, 31);

        AssertHealth(live: false, ready: false, "queue orders: 3 updates are held and not run, for 31 s: the worker lost track of them");
    }

    [Fact]
    public void Check_UpdatesAreOnTheirWayToARunAtEveryLook_IsLive()
    {
        var runs = new Runs(0, 0, Moving: 1);
        var queue = Join(runs);
        for (var second = 0; second < 100; second++)
        {
            queue.Took(1);
            AssertHealth(live: true, ready: true);
            queue.Took(-1);
            AssertHealth(live: true, ready: true);
            Renew(queue, 1);
        }
    }

    [Fact]
    public void Check_PausedAndIdle_IsReadyHoweverLong()
    {
        var queue = Join();
        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            queue.Renewed(_time.GetTimestamp(), paused: true);
        }

        AssertHealth(live: true, ready: true);
        Assert.True(Assert.Single(_pulse.Check().Queues).Paused);
    }

    private QueuePulse Join(IRunSigns? runs = null)
    {
        var queue = _pulse.Of("orders");
        queue.Join(Lease, _time.GetTimestamp());
        if (runs is not null)
        {
            queue.Watch(runs);
        }

        return queue;
    }

    private void Renew(QueuePulse queue, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            queue.Renewed(_time.GetTimestamp(), paused: false);
        }
    }

    private void AssertHealth(bool live, bool ready, params string[] reasons)
    {
        var health = _pulse.Check();
        Assert.Equal((live, ready, reasons.Length), (health.IsLive, health.IsReady, health.Reasons.Count));
        Assert.All(reasons.Zip(health.Reasons), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    private sealed record Runs(int Open, int Hanging, int Moving) : IRunSigns
    {
        public RunSigns Look(TimeSpan beyond) => new(Open, Hanging, Moving);
    }
}
