using TgWorker.Demo;

namespace TgWorker.Tests.Demo;

public sealed class DemoTextTests
{
    [Fact]
    public void Line_AMinuteIn_FitsInto80Columns()
    {
        var snapshot = DemoSnapshots.Large with
        {
            Elapsed = TimeSpan.FromSeconds(60),
            Handled = 8_000,
            Retries = 200,
            Queue = DemoSnapshots.Status(failed: 60, held: 16),
        };

        Assert.InRange(DemoText.Line(snapshot).Length, 0, 80);
        Assert.Equal(" 60s  132/s, 8000 handled, 16 busy lanes, 200 retries, 60 failed, 0 out of order", DemoText.Line(snapshot));
    }

    [Fact]
    public void Summary_AllDone_AccountsForEveryMessage()
    {
        var snapshot = DemoSnapshots.Large with
        {
            Elapsed = TimeSpan.FromSeconds(10.04),
            Messages = 1_000,
            Repetitions = 30,
            Handled = 990,
            Retries = 25,
            Queue = DemoSnapshots.Status(failed: 10),
        };

        Assert.Equal(
            """
            10.0 s, 36 chats, 1,000 messages: 990 handled, 10 given up (failed jobs),
            25 retried, 30 duplicates not run, 0 unfinished; lost: 0, out of order: 0
            """,
            DemoText.Summary(snapshot));
        Assert.True(snapshot.KeptItsPromises);
    }

    [Fact]
    public void Summary_MessageWithoutAnEnd_IsLost()
    {
        var snapshot = DemoSnapshots.Large with { Messages = 10, Repetitions = 2, Handled = 7, Queue = DemoSnapshots.Status(failed: 1) };

        Assert.Equal(2, snapshot.Lost);
        Assert.False(snapshot.KeptItsPromises);
        Assert.Contains("lost: 2", DemoText.Summary(snapshot), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_MessagesStillUnderWay_AreNotLost()
    {
        var snapshot = DemoSnapshots.Large with { Messages = 10, Repetitions = 0, Handled = 7,
            Queue = DemoSnapshots.Status(unfinished: 3) };

        Assert.Equal((0, 3, 0), (snapshot.Lost, snapshot.Unfinished, snapshot.Duplicates));
        Assert.True(snapshot.KeptItsPromises);
    }

    [Fact]
    public void Summary_BrokenOrder_BreaksAPromise()
        => Assert.False((DemoSnapshots.Large with { Violations = 1 }).KeptItsPromises);
}
