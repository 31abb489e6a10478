using TgWorker.Core.Queues;
using TgWorker.Hosting.Notifying;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Notifying;

public class TroubleWatchTests
{
    private readonly FakeTime _time = new();
    private readonly NotifyOptions _options = new() { LongWait = TimeSpan.FromSeconds(60), FailedJobs = 3 };
    private readonly TroubleWatch _watch;

    public TroubleWatchTests() => _watch = new TroubleWatch(_options, _time);

    [Theory]
    [InlineData(59.9, null)]
    [InlineData(60, "Queue orders: the oldest update has waited for 60 s; 7 wait on the list, 3 are in chats")]
    public void Look_AtAnOldEntry_SaysSoFromTheLimitOn(double age, string? text)
    {
        var status = Status() with { Pending = 7, InLanes = 3, OldestPushedAt = _time.GetUtcNow().AddSeconds(-age) };

        Assert.Equal(text, Look(status).SingleOrDefault()?.Text);
    }

    [Fact]
    public void Look_AtAnUpdateThatWaitsInAChat_SaysSo() => Assert.Equal(
        "long_wait", Assert.Single(Look(Status() with { InLanes = 498, LongestWait = TimeSpan.FromMinutes(10) })).Event);

    [Fact]
    public void Look_AtAPausedQueue_SaysThatItIsPaused() => Assert.EndsWith(
        "the queue is paused", Look(Status() with { Paused = true, OldestPushedAt = _time.GetUtcNow().AddHours(-1) }).Single().Text,
        StringComparison.Ordinal);

    [Fact]
    public void Look_FailedJobsOfOld_AreNoTrouble() => Assert.Empty(Look(Failed(1000)));

    [Fact]
    public void Look_FailedJobsRiseWithinFiveMinutes_SaysHowMany()
    {
        Look(Failed(1000));
        Wait(200);
        Assert.Empty(Look(Failed(1002)));
        Wait(90);

        var notice = Assert.Single(Look(Failed(1003)));
        Assert.Equal(("failed_jobs", 3.0), (notice.Event, notice.Value));
    }

    [Fact]
    public void Look_FailedJobsRiseSlowly_IsNoTrouble()
    {
        for (var failed = 0; failed < 20; failed++)
        {
            Assert.Empty(Look(Failed(failed)));
            Wait(160);
        }
    }

    [Fact]
    public void Look_RetriedJobsFailAgain_Counts()
    {
        Look(Failed(5));
        Look(Failed(0));

        Assert.Equal(5, Assert.Single(Look(Failed(5))).Value);
    }

    [Fact]
    public void Look_AWorkerThatDied_IsToldAtTheNextLook()
    {
        Assert.Empty(Look(Living("b:2:f"), "a:1:e"));

        Assert.Equal("Queue orders: 1 workers died (a:1); 1 are at work", Assert.Single(Look(Living("b:2:f"))).Text);
        Assert.Empty(Look(Living("b:2:f")));
    }

    [Fact]
    public void Look_AWorkerThatJoinsAgain_IsNotTaken()
    {
        Assert.Empty(Look(Living("b:2:f"), "a:1:e", "b:2:c"));

        Assert.Empty(Look(Living("b:2:f", "a:1:9~1")));
    }

    [Fact]
    public void Look_WithEverythingSwitchedOff_FindsNothing()
    {
        (_options.LongWait, _options.FailedJobs, _options.DeadWorkers) = (TimeSpan.Zero, 0, false);
        Look(Failed(0), "a:1:e");

        Assert.Empty(Look(Failed(100) with { OldestPushedAt = DateTimeOffset.UnixEpoch }));
    }

    private static QueueStatus Status() => new()
    {
        Queue = "orders", Pending = 0, Delayed = 0, InLanes = 0, Lanes = 0, Held = 0, Ready = 0, Stopped = 0, Failed = 0, Paused = false,
    };

    private static QueueStatus Failed(long failed) => Status() with { Failed = failed };

    private static QueueStatus Living(params string[] workers) =>
        Status() with { Workers = [.. workers.Select(worker => new WorkerStatus(worker, 0, TimeSpan.FromSeconds(9)))] };

    private IReadOnlyList<Notice> Look(QueueStatus status, params string[] lapsed) => _watch.Look(status, lapsed);

    private void Wait(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
