using TgWorker.Core.History;

namespace TgWorker.Core.Tests.History;

public sealed class WorkFiguresTests
{
    [Fact]
    public void Quantiles_OfTwoWorkersTogether_AreThoseOfAllTheirTimes_NotTheirAverage()
    {
        var (fast, slow) = (Of(Enumerable.Repeat(10, 90)), Of(Enumerable.Repeat(2_000, 10)));
        fast.Add(slow);

        Assert.Equal(100, fast.Count);
        Assert.Equal(0.010, fast.Quantile(0.5)!.Value.TotalSeconds, 0.001);
        Assert.Equal(0.010, fast.Quantile(0.9)!.Value.TotalSeconds, 0.001);
        Assert.Equal(2.0, fast.Quantile(0.95)!.Value.TotalSeconds, 0.13);
        Assert.Null(new Spread().Quantile(0.5));
    }

    [Fact]
    public void Step_IsReadAsItWasWritten_AndAddsUp()
    {
        var figures = new WorkFigures();
        figures.Add(WorkEnd.Handled, 12);
        figures.Add(WorkEnd.Failed, 1);
        figures.Runs.Add(LogScale.Of(TimeSpan.FromMilliseconds(20)), 13);
        var text = HistoryText.Write([new("message /start {id}\n", figures)]);
        var sum = HistoryText.Read(DateTimeOffset.UnixEpoch, HistoryText.Add(text, text));

        Assert.DoesNotContain('\n', text);
        var (series, read) = Assert.Single(sum.Series);
        Assert.Equal(("message /start {id}\n", 24, 2, 26), (series, read.Handled, read.Failed, read.Runs.Count));
        Assert.Equal(2 / 26.0, read.ErrorRate, 0.0001);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("message h= =3 h=x q=7 w999=4 w-1=2 h=99999999999999999999")]
    public void Text_ThatAnotherVersionWrote_IsReadAsFarAsItGoes(string text) =>
        Assert.All(HistoryText.Read(DateTimeOffset.UnixEpoch, text).Series.Values, figures => Assert.True(figures.IsEmpty));

    [Fact]
    public void Series_AreNoMoreThanThereMayBe()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 500).Select(at => $"route{at} h=1"));

        Assert.Equal(HistoryText.MostSeries, HistoryText.Read(DateTimeOffset.UnixEpoch, lines).Series.Count);
    }

    [Fact]
    public void Outcome_IsReadAsItWasWritten()
    {
        var outcome = new LaneOutcome("main:5", DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), TimeSpan.FromMicroseconds(4567),
            WorkEnd.Retried) { Attempt = 2, Fence = long.MaxValue, Lapses = 1, UpdateId = 77, Worker = "web 1:12:ab" };
        var read = OutcomeText.Read("main:5", "of another version\n" + OutcomeText.Write(outcome));

        Assert.Equal(outcome, Assert.Single(read));
    }

    [Fact]
    public void Outcomes_OfALane_AreTheLastOnes_TheNewestFirst()
    {
        var text = "";
        for (var at = 0; at < 40; at++)
        {
            var outcome = new LaneOutcome("a:1", DateTimeOffset.UnixEpoch, default, default) { Fence = at };
            text = OutcomeText.Add(text, OutcomeText.Write(outcome));
        }

        Assert.Equal(
            Enumerable.Range(40 - IWorkHistory.MostOutcomes, IWorkHistory.MostOutcomes).Reverse().Select(at => (long)at),
            OutcomeText.Read("a:1", text).Select(outcome => outcome.Fence));
    }

    private static Spread Of(IEnumerable<int> milliseconds)
    {
        var spread = new Spread();
        foreach (var time in milliseconds)
        {
            spread.Add(LogScale.Of(TimeSpan.FromMilliseconds(time)), 1);
        }

        return spread;
    }
}
