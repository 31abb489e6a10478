using TgWorker.Fuzz;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class EnvelopeFuzzTests
{
    [Fact]
    public void Read_DamagedEntries_GivesAnUpdateOrAReasonAtABoundedCost()
    {
        var report = new EnvelopeFuzzer().Run(seed: 20260101, count: 20_000);

        Assert.Null(report.Failure);
        Assert.InRange(report.Updates, 1_000, 16_000);
    }
}
