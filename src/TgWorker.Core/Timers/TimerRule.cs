using System.Globalization;

namespace TgWorker.Core.Timers;

/// <summary>
/// What a timer does beside going off once, as the queue keeps it: how late it may be in milliseconds, a space, when again.
/// </summary>
internal readonly record struct TimerRule(TimeSpan? NotLaterThan, TimerRepeat? Repeat)
{
    public static TimerRule Of(NewTimer timer) => new(timer.NotLaterThan, timer.Repeat);

    /// <summary>Empty where there is nothing to say.</summary>
    public string Text => NotLaterThan is null && Repeat is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{NotLaterThan?.TotalMilliseconds:0} {Repeat?.Text}");

    public static TimerRule Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new TimerRule(
            space == 0 ? null : TimeSpan.FromMilliseconds(long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture)),
            space == text.Length - 1 ? null : TimerRepeat.Parse(text[(space + 1)..]));
    }
}
