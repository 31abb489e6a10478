using System.Globalization;
using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>How much of the history is shown: a closed set, by the names that stand in addresses.</summary>
/// <param name="Name">Such as <c>6h</c>.</param>
/// <param name="Words">Such as <c>6 hours</c>.</param>
/// <param name="Scale">The steps that are read.</param>
/// <param name="Steps">How many; each is a point of a line.</param>
internal sealed record HistorySpan(string Name, string Words, HistoryScale Scale, int Steps)
{
    /// <summary>All there are; the first one is shown where none is asked for.</summary>
    public static IReadOnlyList<HistorySpan> All { get; } =
    [
        new("1h", "1 hour", HistoryScale.Minute, 60),
        new("6h", "6 hours", HistoryScale.TenMinutes, 36),
        new("24h", "24 hours", HistoryScale.Hour, 24),
        new("72h", "72 hours", HistoryScale.Hour, 72),
    ];

    /// <summary>How long a point is, in words.</summary>
    public string Each => Scale switch
    {
        HistoryScale.Minute => "minute",
        HistoryScale.TenMinutes => "10 minutes",
        _ => "hour",
    };

    /// <summary>How long a point is.</summary>
    public TimeSpan Point => HistoryTime.Length(Scale);

    /// <summary>The span of a name; the first one for any other.</summary>
    public static HistorySpan Of(string? name) => All.FirstOrDefault(span => span.Name == name) ?? All[0];

    /// <summary>The end that an address asks for, no further back than the history reaches and not in the future.</summary>
    public static DateTimeOffset Until(string? text, DateTimeOffset now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            && until < now && until > now - TimeSpan.FromHours(72)
        ? until.ToUniversalTime()
        : now;
}
