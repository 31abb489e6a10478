namespace TgWorker.Demo;

/// <summary>
/// Watches one chat's handlers and counts what must never happen: two at the same time, one before its predecessor is
/// done with, one left out, one again after it was done with.
/// </summary>
internal sealed class OrderCheck
{
    private readonly Lock _gate = new();
    private long _number;
    private bool _isDone = true;
    private bool _isRunning;
    private long _violations;

    public long Violations
    {
        get
        {
            lock (_gate)
            {
                return _violations;
            }
        }
    }

    /// <summary>A handler starts on a message.</summary>
    public void Start(long message)
    {
        lock (_gate)
        {
            var isNext = _isDone && message == _number + 1;
            var isAgain = !_isDone && message == _number;
            _violations += _isRunning || !(isNext || isAgain) ? 1 : 0;
            _number = message;
            _isRunning = true;
            _isDone = false;
        }
    }

    /// <summary>The handler ended; <paramref name="done"/> says that the message will not come again.</summary>
    public void End(bool done)
    {
        lock (_gate)
        {
            _isRunning = false;
            _isDone = done;
        }
    }
}
