using TgWorker.Core.Health;
using TgWorker.TestSupport.Time;

namespace TgWorker.Core.Tests.Health;

public class WorkerPulseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();
    private readonly WorkerPulse _pulse;

    public WorkerPulseTests()
    {
        _pulse = new WorkerPulse(_time);
        _pulse.NoteLimit(TimeSpan.FromSeconds(60));
    }

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
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void Check_NothingSettledBeyondEveryTimeLimit_IsNotLive(int seconds, bool live)
    {
        var queue = Join();
        queue.Took(64);
        Renew(queue, seconds);

        AssertHealth(live, ready: live, live ? [] : ["64 updates run: the handlers hang"]);
    }

    [Fact]
    public void Check_AJobWithALongerLimitOfItsOwn_IsGivenThatTime()
    {
        var queue = Join();
        queue.Took(1);
        queue.NoteLimit(TimeSpan.FromSeconds(600));
        Renew(queue, 600);

        AssertHealth(live: true, ready: true);
    }

    [Fact]
    public void Check_AJobWithoutATimeLimit_IsNeverTakenToHang()
    {
        var queue = Join();
        queue.Took(1);
        queue.NoteLimit(TimeSpan.Zero);
        Renew(queue, 100_000);

        AssertHealth(live: true, ready: true);
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

    private QueuePulse Join()
    {
        var queue = _pulse.Of("orders");
        queue.Join(Lease, _time.GetTimestamp());
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
}
