namespace TgWorker.Core.Sending;

/// <summary>What is known of one rate of a bot; times are µs of the queue's clock, 0 for none.</summary>
/// <param name="Messages">From when on the messages so far are paid off.</param>
/// <param name="Slowed">Thousandths of a message per second, to which a flood has slowed it; 0 where none has.</param>
/// <param name="Since">The end of that flood's pause: from then on it becomes faster again.</param>
/// <param name="Back">When the last one that was sent away is to come back.</param>
internal readonly record struct SendTrack(long Messages, long Slowed, long Since, long Back)
{
    private const long Minute = 60_000_000;
    private const long PerSecond = 1_000;
    private const long ThousandSeconds = 1_000_000_000;

    // https://core.telegram.org/bots/faq: some 30 messages per second.
    private const long UsualInterval = 33_333;

    // Refusals that come in together, or after the pause was over for calls that were under way, are of one flood.
    private const long OneFlood = 2_000_000;

    /// <summary>The µs between two messages, with what a flood has added: it adds less after each minute without another.</summary>
    /// <param name="interval">The configured µs; 0 for no limit.</param>
    /// <param name="now">This moment.</param>
    public long IntervalAt(long interval, long now) =>
        interval <= 0 || Slowed <= 0 ? interval : Math.Max(interval, (ThousandSeconds + RateAt(interval, now) - 1) / RateAt(interval, now));

    /// <summary>
    /// Messages per second that a flood has slowed it to; null where none has. By a bot's usual rate, since what is configured stands with
    /// its senders only: above that nothing is slow.
    /// </summary>
    public double? SlowedTo(long now) => Slowed > 0 && RateAt(UsualInterval, now) is var rate && rate < ThousandSeconds / UsualInterval
        ? rate / (double)PerSecond : null;

    /// <summary>The same after a flood: half as fast, but not slower than one message per second. One flood counts once.</summary>
    public SendTrack Slow(long interval, long now, long pause)
    {
        if (interval <= 0)
        {
            return this;
        }

        var rate = RateAt(interval, now);
        return this with { Slowed = Slowed > 0 && now < Since + OneFlood ? rate : Math.Max(PerSecond, rate / 2), Since = pause };
    }

    private long RateAt(long interval, long now)
    {
        var configured = ThousandSeconds / interval;
        return Slowed <= 0 ? configured : Math.Min(configured, Slowed + (PerSecond * (Math.Max(0, now - Since) / Minute)));
    }
}
