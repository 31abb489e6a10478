using System.Globalization;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Settings;

/// <summary>Reads the values of settings. What it throws says what is wrong with the value and what to do.</summary>
internal static class SettingText
{
    /// <summary>The longest that something may last that a timer waits for. The system's own timers end at 49.7 days.</summary>
    public const double LongestWait = 30 * 86_400.0;

    /// <summary>The longest that something may be kept: ten years.</summary>
    public const double LongestKept = 10 * 365 * 86_400.0;

    /// <summary>A value as one would write it.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        Enum choice => choice.ToString().ToLowerInvariant(),
        TimeSpan time => time.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => string.Join(',', list.Cast<object?>().Select(Of)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static int Number(string text, int least, int most) => (int)Number(text, least, (long)most);

    public static long Number(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw new FormatException(most == long.MaxValue
                ? $"is not a whole number of {least} or more"
                : $"is not a whole number from {least} to {most}");

    /// <summary>Seconds, fractions allowed.</summary>
    public static TimeSpan Seconds(string text, double least = 0, double most = LongestWait)
    {
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out var seconds)
            || !double.IsFinite(seconds))
        {
            throw new FormatException("is not a time: give seconds, such as 5 or 0.25");
        }

        return seconds >= least && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"is out of range: give {least} to {most} seconds"));
    }

    /// <summary>A comma list of seconds, such as <c>1,5,10</c>.</summary>
    public static IReadOnlyList<TimeSpan> SecondsList(string text) => [.. List(text).Select(item => Seconds(item))];

    /// <summary>A comma list of whole numbers.</summary>
    public static IReadOnlyList<int> NumberList(string text, int least, int most) =>
        [.. List(text).Select(item => Number(item, least, most))];

    /// <summary>A comma list.</summary>
    public static IReadOnlyList<string> List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static bool Bool(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => throw new FormatException("is neither true nor false"),
    };

    /// <summary>One of the names of an enum; a number is none of them.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum
    {
        foreach (var name in Enum.GetNames<T>())
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            {
                return Enum.Parse<T>(name);
            }
        }

        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        throw new FormatException($"is not known: give one of {string.Join(", ", names)}.{NearestName.Hint(names, text)}");
    }
}
