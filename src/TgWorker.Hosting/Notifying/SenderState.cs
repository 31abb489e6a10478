namespace TgWorker.Hosting.Notifying;

/// <summary>A way to tell somebody, and when it may be tried again after nobody was there.</summary>
internal sealed class SenderState(INoticeSender sender, TimeSpan longest, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    private int _failures;
    private long _failedAt;
    private TimeSpan _wait;

    public INoticeSender Sender => sender;

    /// <summary>Whether it may be tried now.</summary>
    public bool IsDue => _failures == 0 || time.GetElapsedTime(_failedAt) >= _wait;

    public void Heard() => _failures = 0;

    /// <summary>Notes that it was not heard: it waits twice as long each time, and as long as the other side asks for.</summary>
    /// <returns>How long it is left alone.</returns>
    public TimeSpan NotHeard(TimeSpan? askedFor)
    {
        _failedAt = time.GetTimestamp();
        var wait = First * Math.Pow(2, Math.Min(_failures++, 16));
        wait = wait < longest ? wait : longest;
        var asked = askedFor > LongestAsked ? LongestAsked : askedFor ?? TimeSpan.Zero;
        return _wait = asked > wait ? asked : wait;
    }
}
