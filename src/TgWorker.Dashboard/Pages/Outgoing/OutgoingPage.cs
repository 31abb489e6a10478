using TgWorker.Core.Queues;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>The timers that are pending, the next one first.</summary>
internal sealed class OutgoingPage(DashboardQueues queues) : IPage
{
    private const int Shown = 50;

    public string Path => "/outgoing";

    public string Menu => "Outgoing";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var timers = new List<TimerRow>();
        foreach (var queue in await queues.GetAsync(cancellationToken))
        {
            timers.AddRange(await NextAsync(queue, cancellationToken));
        }

        var model = new OutgoingModel(request.Now, [.. timers.OrderBy(timer => timer.Due).Take(Shown)], timers.Count > Shown);
        return new PageView("Outgoing", model, Body(model, request)) { IsLive = true, Command = CommandLine.Of("timers list") };
    }

    private static async Task<IReadOnlyList<TimerRow>> NextAsync(IUpdateQueue queue, CancellationToken cancellationToken) =>
        queue.Timers is { } timers
            ? await timers.ListAsync(cancellationToken).Take(Shown + 1).Select(timer => TimerRow.Of(queue.Name, timer)).ToListAsync(cancellationToken)
            : [];

    private static Html Body(OutgoingModel model, PageRequest request) => Html.Of($"""
        <h2>Timers</h2>
        <div id="timers" data-live>{(model.Timers.Count == 0 ? Piece.Nothing("No timer is pending.") : Table(model, request))}</div>
        """);

    private static Html Table(OutgoingModel model, PageRequest request) => Html.Of($"""
        <div class="scroll"><table><caption>{(model.HasMore ? $"The next {Figure.Of(model.Timers.Count)} of more" : Figure.Count(model.Timers.Count, "timer"))}; one that is due enters its chat's line</caption>
        <thead><tr><th scope="col">Chat</th><th scope="col">Timer</th><th scope="col">Due</th><th scope="col">In</th><th scope="col">Again</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>{model.Timers.Select(timer => Row(timer, model.At, request))}</tbody></table></div>
        """);

    private static Html Row(TimerRow timer, DateTimeOffset now, PageRequest request) => Html.Of($"""
        <tr><th scope="row"><a href="{request.Link("/chat", ("queue", timer.Queue), ("lane", timer.Lane))}">{timer.Lane}</a></th><td>{timer.Name}</td><td>{Piece.Time(timer.Due)}</td><td>{(timer.Due > now ? Figure.Of(timer.Due - now) : "due")}</td><td>{timer.Repeat ?? "–"}</td>
        <td>{Piece.Button(request, DashboardRole.Admin, "/timer/cancel", "Cancel", "The timer is taken away; it cannot be had back.", ("queue", timer.Queue), ("id", timer.Id))}</td></tr>
        """);
}
