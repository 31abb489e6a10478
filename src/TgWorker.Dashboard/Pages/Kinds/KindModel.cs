using System.Text.Json.Serialization;
using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>A kind of update, or a route, over a span of time.</summary>
/// <param name="Series">Such as <c>message</c>, or <c>message /start</c>.</param>
internal sealed record KindModel(string Series)
{
    public required long Handled { get; init; }

    public required long Retried { get; init; }

    public required long Failed { get; init; }

    public required long PutOff { get; init; }

    public required double ErrorRate { get; init; }

    public required Percentiles Wait { get; init; }

    public required Percentiles Run { get; init; }

    /// <summary>Tries that ended, by point of time, the oldest first.</summary>
    public required IReadOnlyList<long> Tries { get; init; }

    /// <summary>Those of them that failed.</summary>
    public required IReadOnlyList<long> Errors { get; init; }

    /// <summary>All of it, to be added up.</summary>
    [JsonIgnore]
    public WorkFigures Figures { get; init; } = new();

    /// <summary>A series of its points.</summary>
    public static KindModel Of(string series, IReadOnlyList<WorkFigures> points)
    {
        var all = new WorkFigures();
        foreach (var point in points)
        {
            all.Add(point);
        }

        return Of(
            series, all, [.. points.Select(point => point.Handled + point.Retried + point.Failed)],
            [.. points.Select(point => point.Retried + point.Failed)]);
    }

    /// <summary>Several series together.</summary>
    public static KindModel Sum(string series, IReadOnlyList<KindModel> kinds)
    {
        var all = new WorkFigures();
        foreach (var kind in kinds)
        {
            all.Add(kind.Figures);
        }

        return Of(series, all, Sum(kinds, kind => kind.Tries), Sum(kinds, kind => kind.Errors));
    }

    private static KindModel Of(string series, WorkFigures all, IReadOnlyList<long> tries, IReadOnlyList<long> errors) => new(series)
    {
        Handled = all.Handled,
        Retried = all.Retried,
        Failed = all.Failed,
        PutOff = all.PutOff,
        ErrorRate = Math.Round(all.ErrorRate, 4),
        Wait = Percentiles.Of(all.Waits),
        Run = Percentiles.Of(all.Runs),
        Tries = tries,
        Errors = errors,
        Figures = all,
    };

    private static IReadOnlyList<long> Sum(IReadOnlyList<KindModel> kinds, Func<KindModel, IReadOnlyList<long>> points) =>
        [.. Enumerable.Range(0, points(kinds[0]).Count).Select(at => kinds.Sum(kind => points(kind)[at]))];
}
