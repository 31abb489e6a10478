using TgWorker.TestSupport.Processes;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>One of several receivers or pollers, which can be ended and started again.</summary>
internal sealed class Replica(WorkerProcessOptions options, string ready) : IAsyncDisposable
{
    private WorkerProcess? _process;

    public WorkerProcess Process => _process ?? throw new InvalidOperationException("It does not run.");

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        _process = WorkerProcess.Start(options);
        await _process.WaitForOutputAsync(ready);
    }

    /// <summary>Ends it without a warning.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
        await DisposeAsync();
    }

    /// <summary>Ends it as a supervisor does.</summary>
    public async Task StopAsync()
    {
        Process.Terminate();
        Assert.Equal(0, await Process.WaitForExitAsync());
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.DisposeAsync();
        }
    }
}
