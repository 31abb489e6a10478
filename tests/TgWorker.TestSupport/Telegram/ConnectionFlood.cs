namespace TgWorker.TestSupport.Telegram;

/// <summary>At most so many within a time.</summary>
internal sealed class ConnectionFlood(int count, TimeSpan within, TimeProvider time)
{
    private readonly Queue<long> _events = new();

    /// <summary>How long the next one has to wait.</summary>
    public TimeSpan Wait
    {
        get
        {
            while (_events.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= within)
            {
                _events.Dequeue();
            }

            return _events.Count < count ? TimeSpan.Zero : within - time.GetElapsedTime(_events.Peek());
        }
    }

    public void Add() => _events.Enqueue(time.GetTimestamp());
}
