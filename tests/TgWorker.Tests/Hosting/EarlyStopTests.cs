using System.Diagnostics;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Tests.Hosting;

/// <summary>A supervisor that changes its mind while the worker still starts.</summary>
public sealed class EarlyStopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgworker-early-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Work_AskedToStopBeforeItsSettingsAreRead_EndsWith0()
    {
        // A pipe in place of the file: who reads it waits for who writes, and the other way round.
        var pipe = Path.Combine(_folder.FullName, "env");
        await Process.Start("mkfifo", pipe).WaitForExitAsync();
        await using var worker = WorkerProcess.Start("work", "--handler", "none", "--env", pipe);
        await using (await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write)))
        {
            worker.Terminate();
        }

        Assert.Equal(0, await worker.WaitForExitAsync());
    }
}
