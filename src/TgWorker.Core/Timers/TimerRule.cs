using System.Globalization;
using TgWorker.Core.Text;

namespace TgWorker.Core.Timers;

/// <summary>
/// What a timer does beside going off once, as the queue keeps it: how late it may be in milliseconds, a space, when again.
/// </summary>
internal readonly record struct TimerRule(TimeSpan? NotLaterThan, TimerRepeat? Repeat)
{
    /// <summary>
    /// How long a timer waits whose rule cannot be read here: another worker may know its time zone, and it must not hold up the others.
    /// </summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>Whether something else than a rule stood there, such as a time zone that is not known here.</summary>
    public bool IsUnreadable { get; private init; }

    public static TimerRule Of(NewTimer timer) => new(timer.NotLaterThan, timer.Repeat);

    /// <summary>Empty where there is nothing to say.</summary>
    public string Text => NotLaterThan is null && Repeat is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{NotLaterThan?.TotalMilliseconds:0} {Repeat?.Text}");

    /// <summary>Reads <see cref="Text"/>. Never throws.</summary>
    public static TimerRule Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return default;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var late = 0.0;
        if (space < 0 || (space > 0 && !double.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out late)))
        {
            return new TimerRule { IsUnreadable = true };
        }

        TimeSpan? notLater = space == 0 ? null : KeptTime.Span(late);
        try
        {
            return new TimerRule(notLater, space == text.Length - 1 ? null : TimerRepeat.Parse(text[(space + 1)..]));
        }
        catch (FormatException)
        {
            return new TimerRule(notLater, null) { IsUnreadable = true };
        }
    }
}
