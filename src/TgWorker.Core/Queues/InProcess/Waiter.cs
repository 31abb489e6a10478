namespace TgWorker.Queues.InProcess;

/// <summary>A worker that waits for something to do, or for a moment.</summary>
internal sealed class Waiter : IDisposable
{
    private readonly TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer timer;

    public Waiter(TimeProvider time, TimeSpan atMost)
        => timer = time.CreateTimer(static state => ((Waiter)state!).Wake(), this, atMost, Timeout.InfiniteTimeSpan);

    public Task Woken => woken.Task;

    public void Wake() => woken.TrySetResult();

    public void Dispose() => timer.Dispose();
}
