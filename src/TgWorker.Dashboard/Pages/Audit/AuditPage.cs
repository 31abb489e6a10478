using TgWorker.Core.Operating;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Audit;

/// <summary>Who did what, with a dashboard or on the command line.</summary>
internal sealed class AuditPage(DashboardQueues queues) : IPage
{
    private const int Shown = 200;
    private const int LongestOn = 160;

    public string Path => "/audit";

    public string Menu => "Audit";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var read = new List<(string, IReadOnlyList<AuditEntry>)>();
        foreach (var queue in await queues.GetAsync(cancellationToken))
        {
            if (queue.Audit is { } audit)
            {
                read.Add((queue.Name, await audit.ReadAsync(request.Value("who") is null ? Shown : IAuditTrail.Most, cancellationToken)));
            }
        }

        var model = AuditModel.Of(read, request.Value("who"), Shown);
        return new PageView("Audit", model, Body(model, request)) { Command = CommandLine.Of("audit", ("--who", request.Value("who"))) };
    }

    private static Html Body(AuditModel model, PageRequest request) => Html.Of($"""
        <p class="summary">What was done with dashboards, before it was done, and on the command line, once it was done. A queue keeps the last {Figure.Of(IAuditTrail.Most)} entries; the log keeps them all (event 700).</p>
        {Html.If(request.Value("who") is not null, () => Html.Of($"""<p>Only {request.Value("who")}. <a href="{request.Link("/audit")}">All</a></p>"""))}
        {(model.Entries.Count == 0 ? Piece.Nothing(request.Value("who") is null ? "Nobody has done anything yet." : "Nothing that was done by this name is kept.") : Table(model, request))}
        """);

    private static Html Table(AuditModel model, PageRequest request) => Html.Of($"""
        <div class="scroll"><table><caption>{Figure.Count(model.Entries.Count, "entry", "entries")}, the newest first</caption>
        <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">By</th><th scope="col">What</th><th scope="col">On</th><th scope="col">Queue</th></tr></thead>
        <tbody>{model.Entries.Select(entry => Html.Of($"""
            <tr><td>{Piece.Time(entry.At)}</td><th scope="row"><a href="{request.Link("/audit", ("who", entry.Who))}">{entry.Who}</a></th><td>{entry.By}</td><td>{entry.Action}</td><td class="long">{Core.Text.SafeText.Of(entry.On, LongestOn)}</td><td>{entry.Queue}</td></tr>
            """))}</tbody></table></div>
        """);
}
