using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Which chats wait for what. Some of each state; any chat can be asked for by its name.</summary>
internal sealed class ChatsPage(DashboardQueues queues, QueueSampler sampler) : IPage
{
    private const int Shown = 12;

    public string Path => "/chats";

    public string Menu => "Chats";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var open = await queues.GetAsync(cancellationToken);
        var queue = open.FirstOrDefault(queue => queue.Name == request.Value("queue")) ?? open[0];
        var status = (await sampler.GetAsync(cancellationToken)).Queues.First(status => status.Queue == queue.Name);
        var model = await ReadAsync(queue, [.. open.Select(each => each.Name)], status, cancellationToken);
        return new PageView("Chats", model, Body(model, request)) { IsLive = true, Command = CommandLine.Of("status", ("--queue", queue.Name)) };
    }

    private static async Task<ChatsModel> ReadAsync(IUpdateQueue queue, IReadOnlyList<string> names, QueueStatus status, CancellationToken stop) => new()
    {
        Queue = queue.Name,
        Queues = names,
        QueuePaused = status.Paused,
        Chats = status.Lanes,
        StoppedCount = status.Stopped,
        ReadyCount = status.ReadyNow,
        WaitingCount = status.ReadyLater,
        BusyCount = status.Held,
        Stopped = status.Stopped == 0 ? [] : await queue.Lanes.ListAsync(LaneGroup.Stopped, Shown, stop),
        Paused = await queue.Lanes.ListPausedAsync(Shown, stop),
        Ready = status.ReadyNow == 0 ? [] : await queue.Lanes.ListAsync(LaneGroup.Ready, Shown, stop),
        Waiting = status.ReadyLater == 0 ? [] : await queue.Lanes.ListAsync(LaneGroup.Waiting, Shown, stop),
        Busy = status.Held == 0 ? [] : await queue.Lanes.ListAsync(LaneGroup.Held, Shown, stop),
        Hottest = status.Hottest,
    };

    private static Html Body(ChatsModel model, PageRequest request) => Html.Of($"""
        <form class="filter" method="get" action="{request.Link("/chat")}" role="search" aria-label="One chat">
        {Html.If(model.Queues.Count > 1, () => Html.Of($"""<label>Queue <select name="queue">{model.Queues.Select(name => name == model.Queue ? Html.Of($"""<option selected>{name}</option>""") : Html.Of($"<option>{name}</option>"))}</select></label>"""))}
        <label>Chat <input name="lane" placeholder="main:5123456789" autocomplete="off"></label>
        <button>Why is it not answered?</button></form>
        {Html.If(model.Queues.Count > 1, () => Html.Of($"""<p>{model.Queues.Select(name => Html.Of($"""<a href="{request.Link("/chats", ("queue", name))}">{name}</a> """))}</p>"""))}
        <div id="chats" data-live>
        {Html.If(model.QueuePaused, () => Html.Of($"""<p class="alert bad">The whole queue is paused: no chat of it is answered.</p>"""))}
        <p class="summary">{Figure.Count(model.Chats, "chat")} with unfinished updates.</p>
        <div class="cards">
        {Card("Stopped at a failed job", model.StoppedCount, "bad", model.Stopped.Select(lane => Item(lane.Lane, "", model, request)))}
        {Card("Paused by somebody", model.Paused.Count, "warn", model.Paused.Select(lane => Item(lane.Lane, $"since {Figure.Of(lane.Since)}", model, request)))}
        {Card("Wait for their next try", model.WaitingCount, "warn", model.Waiting.Select(lane => Item(lane.Lane, $"due in {Figure.Of(lane.Time)}", model, request)))}
        {Card("Ready, wait for a worker", model.ReadyCount, "", model.Ready.Select(lane => Item(lane.Lane, lane.Time is null ? "" : $"for {Figure.Of(lane.Time)}", model, request)))}
        {Card("Busy", model.BusyCount, "", model.Busy.Select(lane => Item(lane.Lane, "", model, request)))}
        {Card("Most updates", model.Hottest.Count, "", model.Hottest.Select(lane => Item(lane.Lane, Figure.Count(lane.Jobs, "update"), model, request)))}
        </div></div>
        """);

    private static Html Card(string title, long count, string kind, IEnumerable<Html> lanes) => Html.If(count > 0, () => Html.Of($"""
        <section class="card {kind}"><h2>{title} <small>{Figure.Of(count)}</small></h2><ul>{lanes}</ul></section>
        """));

    private static Html Item(string lane, string note, ChatsModel model, PageRequest request) =>
        Html.Of($"""<li><a href="{request.Link("/chat", ("queue", model.Queue), ("lane", lane))}">{lane}</a> <small>{note}</small></li>""");
}
