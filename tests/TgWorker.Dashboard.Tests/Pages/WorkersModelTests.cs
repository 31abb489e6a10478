using TgWorker.Dashboard.Pages.Workers;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class WorkersModelTests
{
    [Theory]
    [InlineData(9, "Alive")]
    [InlineData(3, "Late")]
    [InlineData(0, "Dead")]
    [InlineData(-5, "Dead")]
    public void State_GoesByTheLease(double leaseLeft, string expected) =>
        Assert.Equal(expected, WorkerModel.Of("q", Statuses.Worker("a") with { LeaseLeft = TimeSpan.FromSeconds(leaseLeft) })
            .State.ToString());

    [Fact]
    public void State_OfAWorkerThatSaysNothing_GoesByTheLeaseAlone() =>
        Assert.Equal(WorkerState.Alive,
            WorkerModel.Of("q", Statuses.Worker("a") with { Replica = null, LeaseLeft = TimeSpan.FromSeconds(1) }).State);

    [Fact]
    public void Of_PutsThoseFirstThatNeedALook()
    {
        var dead = Statuses.Worker("dead") with { LeaseLeft = TimeSpan.FromSeconds(-1) };
        var sample = new QueueSample(
            default, [Statuses.Of() with { Workers = [Statuses.Worker("a"), dead] },
                Statuses.Of() with { Queue = "other", Workers = [dead] }], new Dictionary<string, IReadOnlyList<FlowPoint>>());
        var model = WorkersModel.Of(sample);

        Assert.Equal(["dead", "dead", "a"], model.Workers.Select(worker => worker.Incarnation));
        Assert.Equal(["other"], model.WithoutWorker);
    }
}
