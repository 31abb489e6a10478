namespace TgWorker.Sqlite.Waiting;

/// <summary>Wakes those who wait for something to do. Costs nothing while nobody does.</summary>
internal sealed class Bell
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _rung;

    /// <summary>A task that ends when the bell rings the next time.</summary>
    public Task Rung
    {
        get
        {
            lock (_lock)
            {
                return (_rung ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    public void Ring()
    {
        // Who asks for the task later looks at the queue after that, and sees what was committed before this.
        lock (_lock)
        {
            _rung?.SetResult();
            _rung = null;
        }
    }
}
