namespace TgWorker.Bots.UserLimits;

/// <summary>How many updates of a user came in a time.</summary>
/// <param name="Since">When the first came, in milliseconds since 1970.</param>
/// <param name="Updates">How many came since then.</param>
internal sealed record UserCount(long Since, int Updates)
{
    /// <summary>One more update; it begins a new count when the old one's time is over, or lies ahead (a clock was set back).</summary>
    public static UserCount Next(UserCount? last, long now, TimeSpan per) =>
        last is null || now < last.Since || now - last.Since >= per.TotalMilliseconds ? new(now, 1)
            : last with { Updates = last.Updates + 1 };
}
