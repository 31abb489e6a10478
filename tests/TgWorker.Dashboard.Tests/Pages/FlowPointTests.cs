using TgWorker.Core.Queues;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class FlowPointTests
{
    private static readonly QueueStatus Before = Statuses.Of() with { Pending = 10, InLanes = 5, Workers = [Statuses.Worker("a")] };

    [Theory]
    [InlineData(10, 5, 100, 1, 0, 0)]
    [InlineData(20, 5, 100, 1, 5, 0)]
    [InlineData(10, 5, 120, 1, 10, 10)]
    [InlineData(0, 0, 115, 1, 0, 7.5)]
    [InlineData(10, 5, 100, 5, 2, 2)]
    [InlineData(0, 0, 100, 1, 0, 0)]
    public void Between_CountsWhatEndedAndWhatThereIsMoreOf(
        int pending, int inLanes, int finished, int failed, double arrived, double ended)
    {
        var worker = Statuses.Worker("a");
        var now = Before with { Pending = pending, InLanes = inLanes,
            Workers = [worker with { Replica = worker.Replica! with { Load = new WorkerLoad(0, 1, finished, failed) } }] };

        Assert.Equal(new FlowPoint(default, arrived, ended), FlowPoint.Between(Before, now, default, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Between_AWorkerThatLeft_CountsNothingBackwards()
    {
        var now = Before with { Workers = [] };

        Assert.Equal(new FlowPoint(default, 0, 0), FlowPoint.Between(Before, now, default, TimeSpan.FromSeconds(1)));
    }
}
