namespace TgWorker.Demo;

/// <summary>
/// Watches one chat's handlers and counts what must never happen: two at the same time, one before its predecessor is
/// done with, one left out, one again after it was done with.
/// </summary>
internal sealed class OrderCheck
{
    private readonly Lock gate = new();
    private long number;
    private bool isDone = true;
    private bool isRunning;
    private long violations;

    public long Violations
    {
        get
        {
            lock (gate)
            {
                return violations;
            }
        }
    }

    /// <summary>A handler starts on a message.</summary>
    public void Start(long message)
    {
        lock (gate)
        {
            var isNext = isDone && message == number + 1;
            var isAgain = !isDone && message == number;
            violations += isRunning || !(isNext || isAgain) ? 1 : 0;
            number = message;
            isRunning = true;
            isDone = false;
        }
    }

    /// <summary>The handler ended; <paramref name="done"/> says that the message will not come again.</summary>
    public void End(bool done)
    {
        lock (gate)
        {
            isRunning = false;
            isDone = done;
        }
    }
}
