using System.Globalization;
using Cronos;
using TgWorker.Core.Text;

namespace TgWorker.Core.Timers;

/// <summary>
/// When a timer goes off again. Times that were missed because no worker ran are not made up for: the timer goes off once, then at the next
/// time.
/// </summary>
public sealed class TimerRepeat
{
    private const string EveryMark = "every";
    private const string CronMark = "cron";
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan? _interval;
    private readonly CronExpression? _cron;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.Utc;

    private TimerRepeat(TimeSpan interval)
    {
        _interval = interval;
        Text = string.Create(CultureInfo.InvariantCulture, $"{EveryMark} {interval.TotalMilliseconds:0}");
    }

    private TimerRepeat(string expression, CronExpression cron, TimeZoneInfo zone)
    {
        (_cron, _zone) = (cron, zone);
        Text = $"{CronMark} {zone.Id} {expression}";
    }

    /// <summary>The text form that the queue stores.</summary>
    public string Text { get; }

    /// <summary>At a fixed interval from the first time, at least 1 s, in whole milliseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is less than a second.</exception>
    public static TimerRepeat Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, Shortest);
        return new TimerRepeat(TimeSpan.FromMilliseconds(Math.Floor(interval.TotalMilliseconds)));
    }

    /// <summary>Every day at a time of day.</summary>
    /// <param name="at">The time of day, to the second.</param>
    /// <param name="timeZone">The time zone, by its IANA id such as <c>Europe/Berlin</c>. Default UTC.</param>
    public static TimerRepeat Daily(TimeOnly at, string timeZone = "UTC") =>
        Cron(string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * *"), timeZone);

    /// <summary>By a cron expression.</summary>
    /// <param name="expression">Five fields (minute, hour, day, month, weekday) or six (second before them), as Cronos reads them: <c>0 9 *
    /// * MON-FRI</c>.</param>
    /// <param name="timeZone">The time zone, by its IANA id such as <c>Europe/Berlin</c>. Default UTC.</param>
    /// <exception cref="FormatException">The expression or the time zone cannot be read; the message says what is wrong.</exception>
    public static TimerRepeat Cron(string expression, string timeZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(timeZone);
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            var cron = CronExpression.Parse(expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
            return new TimerRepeat(string.Join(' ', fields), cron, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        }
        catch (CronFormatException e)
        {
            throw new FormatException($"'{expression}' is not a cron expression: {e.Message}", e);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new FormatException(
                $"'{timeZone}' is not a time zone that this machine knows: give an IANA id such as Europe/Berlin.", e);
        }
    }

    /// <summary>Reads <see cref="Text"/>.</summary>
    /// <exception cref="FormatException">The text is invalid.</exception>
    public static TimerRepeat Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ', 3) switch
        {
            [EveryMark, var number] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                && KeptTime.Span(milliseconds) is var interval && interval >= Shortest => Every(interval),
            [CronMark, var zone, var expression] => Cron(expression, zone),
            _ => throw new FormatException($"'{text}' does not say when a timer goes off again."),
        };
    }

    /// <summary>When a timer that is set now first goes off.</summary>
    /// <returns>Null if never.</returns>
    public DateTimeOffset? First(DateTimeOffset now) => Next(now, now);

    /// <summary>When the timer goes off again.</summary>
    /// <param name="due">When it was due.</param>
    /// <param name="now">The result is later than this.</param>
    /// <returns>Null if never.</returns>
    public DateTimeOffset? Next(DateTimeOffset due, DateTimeOffset now)
    {
        if (_interval is not { } interval)
        {
            var from = now > due ? now : due;
            return _cron!.GetNextOccurrence(from.UtcDateTime, _zone) is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;
        }

        var passed = now > due ? (now - due).Ticks / interval.Ticks : 0;
        return interval <= (DateTimeOffset.MaxValue - due) / (passed + 1) ? due + (interval * (passed + 1)) : null;
    }
}
