namespace TgWorker.Redis.Connecting.Wire;

/// <summary>Wakes a loop. What is said while nobody waits is heard at the next wait.</summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _said = New();

    public void Set()
    {
        lock (_lock)
        {
            _said.TrySetResult();
        }
    }

    /// <summary>Waits for the signal, at most so long, or until it is cancelled. Never throws.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_said.Task, Task.Delay(atMost, time, ending.Token)).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (_said.Task.IsCompleted)
            {
                _said = New();
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
