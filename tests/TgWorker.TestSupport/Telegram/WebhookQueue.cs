namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// A webhook queue that is loaded for delivery: its head is tried until it is delivered or expires, then the next follows.
/// </summary>
internal sealed class WebhookQueue(string name)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private const int LongestDelay = 60;

    private int _fails;
    private TimeSpan _delay = FirstDelay;

    public string Name { get; } = name;

    public Queue<PendingUpdate> Updates { get; } = new();

    /// <summary>When its head may be sent; <see cref="DateTimeOffset.MaxValue"/> while it is under way.</summary>
    public DateTimeOffset WakesAt { get; set; }

    public PendingUpdate Head => Updates.Peek();

    /// <summary>Takes the head off; true when there is another.</summary>
    public bool Advance(DateTimeOffset now)
    {
        Updates.Dequeue();
        (_fails, _delay, WakesAt) = (0, FirstDelay, now);
        return Updates.Count > 0;
    }

    /// <summary>
    /// Notes a failure: without a <c>Retry-After</c> the first repeat follows at once, then after 2, 4, 8, … s, in the end every 60 to
    /// 120 s; with one, after that, and the delays do not grow.
    /// </summary>
    /// <returns>False when the head expires before its next try.</returns>
    public bool Fail(int retryAfter, DateTimeOffset now, Random chance)
    {
        var (next, wait) = (_delay, TimeSpan.FromSeconds(retryAfter));
        if (retryAfter == 0 && _fails > 0)
        {
            next = wait = TimeSpan.FromSeconds(Math.Min(chance.Next(LongestDelay, (2 * LongestDelay) + 1), 2 * _delay.TotalSeconds));
        }

        if (now + wait > Head.Expires)
        {
            return false;
        }

        (_delay, WakesAt) = (next, now + wait);
        _fails++;
        return true;
    }
}
