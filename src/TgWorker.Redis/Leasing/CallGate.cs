namespace TgWorker.Redis.Leasing;

/// <summary>Lets calls overlap, and now and then one that must be alone.</summary>
internal sealed class CallGate
{
    private readonly Lock _lock = new();
    private int _inside;
    private bool _closed;
    private TaskCompletionSource _changed = New();

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!_closed)
                {
                    _inside++;
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Exit()
    {
        lock (_lock)
        {
            _inside--;
            if (_closed && _inside == 0)
            {
                Signal();
            }
        }
    }

    /// <summary>Waits until nobody else is inside and keeps others out until <see cref="Open"/>.</summary>
    /// <returns>False when somebody else is doing so already; that one has ended on return.</returns>
    public async ValueTask<bool> CloseAsync()
    {
        var mine = false;
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_closed && !mine)
                {
                    changed = _changed.Task;
                }
                else
                {
                    _closed = mine = true;
                    if (_inside == 0)
                    {
                        return true;
                    }

                    changed = _changed.Task;
                }
            }

            await changed.ConfigureAwait(false);
            if (!mine)
            {
                return false;
            }
        }
    }

    public void Open()
    {
        lock (_lock)
        {
            _closed = false;
            Signal();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.SetResult();
        _changed = New();
    }
}
