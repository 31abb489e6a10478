using TgWorker.Core.History;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>Percentiles of lengths of time, each off by 6 % at most; null where there are none.</summary>
internal sealed record Percentiles(TimeSpan? P50, TimeSpan? P95, TimeSpan? P99)
{
    public static Percentiles Of(Spread spread) => new(spread.Quantile(0.50), spread.Quantile(0.95), spread.Quantile(0.99));
}
