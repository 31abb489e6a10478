namespace TgWorker.Hosting.Lifetime;

/// <summary>A companion's loop, until it is disposed.</summary>
internal sealed class CompanionRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _run;

    public CompanionRun(Func<CancellationToken, Task> run) => _run = run(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _run;
        _stopping.Dispose();
    }
}
