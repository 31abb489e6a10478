using System.Globalization;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>How long updates of each kind waited and ran over hours and days, and how many went wrong.</summary>
internal sealed class KindsPage(DashboardQueues queues) : IPage
{
    private const int MostRoutes = 100;

    public string Path => "/kinds";

    public string Menu => "Kinds";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var open = await queues.GetAsync(cancellationToken);
        var queue = open.FirstOrDefault(queue => queue.Name == request.Value("queue")) ?? open[0];
        if (queue.History is not { } history)
        {
            return new PageView("Kinds and routes", new { }, Piece.Nothing("This queue keeps no history."));
        }

        var (span, until) = (HistorySpan.Of(request.Value("span")), HistorySpan.Until(request.Value("until"), request.Now));
        var steps = await history.ReadAsync(span.Scale, until, span.Steps, cancellationToken);
        var model = KindsModel.Of(queue.Name, [.. open.Select(each => each.Name)], span, until, steps);
        return new PageView("Kinds and routes", model, Body(model, span, request)) { Command = CommandLine.Of("history", ("--queue", queue.Name), ("--span", span.Name)) };
    }

    private static Html Body(KindsModel model, HistorySpan span, PageRequest request) => Html.Of($"""
        {Html.If(model.Queues.Count > 1, () => Html.Of($"""<p>{model.Queues.Select(name => Html.Of($"""<a href="{request.Link("/kinds", ("queue", name), ("span", span.Name))}">{name}</a> """))}</p>"""))}
        {SpanLinks.Of(request, "/kinds", span, ("queue", model.Queue))}
        <p class="summary">{Figure.Of(model.From)} to {Figure.Of(model.Until)}, a bar for each {span.Each}. Percentiles are off by 6 % at most; a minute is here 10 s after its end.{Html.If(model.Until < request.Now, () => Html.Of($""" <a href="{request.Link("/kinds", ("queue", model.Queue), ("span", span.Name))}">Until now</a>"""))}</p>
        {(model.All is null ? Piece.Nothing("Nothing was handled in this time, or the workers keep no history (Worker:History).") : Html.Of($"""
            {Chart(model.All, model, span, request)}
            {Table("Kinds of update", "Kind", model.Kinds.Prepend(model.All), model)}
            {Html.If(model.Routes.Count > 0, () => Table("Routes, which are counted with their kind too", "Kind and route", model.Routes.Take(MostRoutes), model))}
            """))}
        """);

    // Of days, a bar leads to its hour in minutes.
    private static Html Chart(KindModel all, KindsModel model, HistorySpan span, PageRequest request) => Bars.Of(
        $"Tries by time, those that failed in red; the most in {span.Each} are {Figure.Of(all.Tries.Max())}",
        [.. all.Tries.Zip(all.Errors, (tries, errors) => (tries, errors))],
        at =>
        {
            var begin = model.From + (at * span.Point);
            var words = $"{Figure.Of(begin)}: {Figure.Count(all.Tries[at], "try", "tries")}, {Figure.Of(all.Errors[at])} failed";
            return (words, span.Point < TimeSpan.FromHours(1) ? null
                : request.Link("/kinds", ("queue", model.Queue), ("span", "1h"), ("until", (begin + span.Point - TimeSpan.FromSeconds(1)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture))));
        });

    private static Html Table(string title, string first, IEnumerable<KindModel> kinds, KindsModel model) => Html.Of($"""
        <div class="scroll"><table class="kinds"><caption>{title}</caption>
        <thead><tr><th scope="col" rowspan="2">{first}</th><th scope="col" rowspan="2">Tries</th><th scope="col" class="n" rowspan="2">Handled</th><th scope="col" class="n" rowspan="2">Failed tries</th><th scope="col" class="n" rowspan="2">Given up</th><th scope="col" class="n" rowspan="2" title="Tries that ended without a result, such as those that were told to wait">Put off</th><th scope="col" class="n" rowspan="2">Errors</th><th scope="colgroup" colspan="3">Wait</th><th scope="colgroup" colspan="3">Run</th></tr>
        <tr>{Enumerable.Repeat(Html.Of($"""<th scope="col" class="n">p50</th><th scope="col" class="n">p95</th><th scope="col" class="n">p99</th>"""), 2)}</tr></thead>
        <tbody>{kinds.Select(kind => Row(kind, model))}</tbody></table></div>
        """);

    private static Html Row(KindModel kind, KindsModel model) => Html.Of($"""
        <tr><th scope="row">{(kind == model.All ? "all" : Core.Text.SafeText.Of(kind.Series, 120))}</th><td>{Sparkline.Of($"Tries of {kind.Series} by time", ("arrived", [.. kind.Tries.Select(tries => (double)tries)]), ("errors", [.. kind.Errors.Select(errors => (double)errors)]))}</td>
        <td class="n">{Figure.Of(kind.Handled)}</td><td class="n">{Figure.Of(kind.Retried)}</td><td class="n">{Figure.Of(kind.Failed)}</td><td class="n">{Figure.Of(kind.PutOff)}</td><td class="n">{Rate(kind)}</td>{Times(kind.Wait)}{Times(kind.Run)}</tr>
        """);

    private static Html Rate(KindModel kind)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{kind.ErrorRate * 100:0.##} %");
        return kind.ErrorRate >= 0.05 ? Piece.Badge("bad", text) : kind.ErrorRate > 0 ? Piece.Badge("warn", text) : Html.Of($"{text}");
    }

    private static Html Times(Percentiles times) =>
        Html.Of($"""<td class="n">{Figure.Of(times.P50)}</td><td class="n">{Figure.Of(times.P95)}</td><td class="n">{Figure.Of(times.P99)}</td>""");
}
