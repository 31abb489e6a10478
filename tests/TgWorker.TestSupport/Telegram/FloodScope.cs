namespace TgWorker.TestSupport.Telegram;

/// <summary>At most so many within a time; who goes on while it is refused waits twice as long.</summary>
internal sealed class FloodScope(int most, TimeSpan within)
{
    private const int LongestWait = 3600;

    // What was under way when the first was refused ignores nothing.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(250);

    private readonly Queue<TimeSpan> _events = new();
    private TimeSpan _refusedAt;
    private TimeSpan _until;
    private int _wait;

    /// <summary>The whole seconds for which one more is refused; 0 when it is not.</summary>
    public int RefusedFor(TimeSpan now)
    {
        while (_events.TryPeek(out var oldest) && now - oldest >= within)
        {
            _events.Dequeue();
        }

        if (now < _until)
        {
            _wait = now - _refusedAt < UnderWay ? _wait : Math.Min(2 * _wait, LongestWait);
            _until = now - _refusedAt < UnderWay ? _until : now + TimeSpan.FromSeconds(_wait);
            return Math.Max(1, (int)Math.Ceiling((_until - now).TotalSeconds));
        }

        if (_events.Count < most)
        {
            return 0;
        }

        _wait = Math.Max(1, (int)Math.Ceiling((within - (now - _events.Peek())).TotalSeconds));
        (_refusedAt, _until) = (now, now + TimeSpan.FromSeconds(_wait));
        return _wait;
    }

    public void Add(TimeSpan now) => _events.Enqueue(now);
}
