using TgWorker.TestSupport.Processes;

namespace TgWorker.Tests.TestSupport;

public sealed class WorkerProcessTests
{
    [Fact]
    public async Task Run_Help_ExitsWithZero()
    {
        var run = await WorkerProcess.RunAsync("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }
}
