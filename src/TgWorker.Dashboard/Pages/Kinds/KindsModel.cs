using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>What was done over a span of time, by kind and route.</summary>
internal sealed record KindsModel
{
    private static readonly WorkFigures Nothing = new();

    public required string Queue { get; init; }

    public required IReadOnlyList<string> Queues { get; init; }

    public required string Span { get; init; }

    /// <summary>When the first point begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when; the last point may not be over.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How long a point is.</summary>
    public required TimeSpan Point { get; init; }

    /// <summary>Everything together; null where nothing was done.</summary>
    public required KindModel? All { get; init; }

    /// <summary>Kinds of update, the one with the most tries first.</summary>
    public required IReadOnlyList<KindModel> Kinds { get; init; }

    /// <summary>Routes, the one with the most tries first; empty where handlers have none.</summary>
    public required IReadOnlyList<KindModel> Routes { get; init; }

    public static KindsModel Of(
        string queue, IReadOnlyList<string> queues, HistorySpan span, DateTimeOffset until, IReadOnlyList<HistoryStep> steps)
    {
        var series = steps.SelectMany(step => step.Series.Keys).Distinct(StringComparer.Ordinal)
            .Select(name => KindModel.Of(name, [.. steps.Select(step => step.Series.GetValueOrDefault(name) ?? Nothing)]))
            .OrderByDescending(kind => kind.Tries.Sum()).ThenBy(kind => kind.Series, StringComparer.Ordinal).ToList();
        IReadOnlyList<KindModel> kinds = [.. series.Where(kind => IsKind(kind.Series))];
        return new KindsModel
        {
            Queue = queue,
            Queues = queues,
            Span = span.Name,
            From = steps[0].At,
            Until = until,
            Point = span.Point,
            All = kinds.Count == 0 ? null : KindModel.Sum("all", kinds),
            Kinds = kinds,
            Routes = [.. series.Where(kind => !IsKind(kind.Series))],
        };
    }

    // A route is counted beside its kind.
    private static bool IsKind(string series) => !series.Contains(' ', StringComparison.Ordinal);
}
