namespace TgWorker.Core.Queues.InProcess;

/// <summary>A worker that waits for something to do, or for a moment.</summary>
internal sealed class Waiter : IDisposable
{
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    public Waiter(TimeProvider time, TimeSpan atMost)
        => _timer = time.CreateTimer(static state => ((Waiter)state!).Wake(), this, atMost, Timeout.InfiniteTimeSpan);

    public Task Woken => _woken.Task;

    public void Wake() => _woken.TrySetResult();

    public void Dispose() => _timer.Dispose();
}
