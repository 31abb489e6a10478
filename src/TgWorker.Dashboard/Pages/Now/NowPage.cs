using TgWorker.Core.Queues;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Bots;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Now;

/// <summary>Whether all is well, and how much goes through.</summary>
internal sealed class NowPage(QueueSampler sampler) : IPage
{
    public string Path => "/";

    public string Menu => "Now";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var model = NowModel.Of(await sampler.GetAsync(cancellationToken));
        return new PageView("Now", model, Body(model, request)) { IsLive = true, Command = CommandLine.Of("status") };
    }

    private static Html Body(NowModel model, PageRequest request) => Html.Of($"""
        {Health(model, request)}
        {model.Queues.Select(queue => Queue(queue, request))}
        """);

    private static Html Health(NowModel model, PageRequest request) => model.IsWell
        ? Html.Of($"""<section id="health" class="health well" role="status" data-live><h2>All is well</h2></section>""")
        : Html.Of($"""
            <section id="health" class="health trouble" role="status" data-live><h2>{(model.Troubles[0].Level == TroubleLevel.Bad ? "Something is wrong" : "Somebody should look")}</h2>
            <ul>{model.Troubles.Select(trouble => Trouble(trouble, request))}</ul>
            {Html.If(model.MoreTroubles > 0, () => Html.Of($"<p>{Figure.Count(model.MoreTroubles, "more thing", "more things")} beside.</p>"))}</section>
            """);

    private static Html Trouble(Trouble trouble, PageRequest request)
    {
        var (path, query) = trouble.Page.Split('?') is [var page, var rest] ? (page, rest.Split('=')) : (trouble.Page, []);
        return Html.Of($"""<li class="{(trouble.Level == TroubleLevel.Bad ? "bad" : "warn")}"><a href="{request.Link(path, query is [var name, var value] ? [(name, value)] : [])}">{trouble.What}</a> <span class="remedy">{trouble.Remedy}</span></li>""");
    }

    private static Html Queue(NowQueue queue, PageRequest request) => Html.Of($"""
        <section class="queue" aria-labelledby="q-{queue.Queue}">
        <header><h2 id="q-{queue.Queue}">{queue.Queue}</h2><span id="switch-{queue.Queue}" data-live>{Html.If(queue.IsPaused, () => Piece.Badge("bad", "paused"))}{Buttons(queue, request)}</span></header>
        <div id="flow-{queue.Queue}" class="flow" data-live><dl>
        {Piece.Stat("come in, per second", queue.ArrivedPerSecond is { } arrived ? Figure.Rate(arrived) : "–", kind: "arrived")}
        {Piece.Stat("done, per second", Figure.Rate(queue.FinishedPerSecond), kind: "finished")}
        {Piece.Stat("oldest wait", Figure.Of(queue.OldestWait), kind: queue.OldestWait > Troubles.LongWait ? "bad" : "")}
        {Piece.Stat("slots taken", $"{Figure.Of(queue.Running)} of {Figure.Of(queue.Slots)}", Figure.Count(queue.Workers, "worker"))}</dl>
        {Html.If(queue.Flow.Count > 1, () => Sparkline.Of("Updates that came in and were done with in the last minutes", ("arrived", [.. queue.Flow.Select(point => point.Arrived)]), ("finished", [.. queue.Flow.Select(point => point.Finished)])))}</div>
        <dl id="counts-{queue.Queue}" class="counts" data-live>
        {Piece.Stat("on the list", Figure.Of(queue.Pending))}
        {Piece.Stat("delayed", Figure.Of(queue.Delayed))}
        {Piece.Stat("chats", Figure.Of(queue.Chats), Figure.Count(queue.InChats, "update"))}
        {Piece.Stat("busy", Figure.Of(queue.Busy))}
        {Piece.Stat("ready", Figure.Of(queue.Ready))}
        {Piece.Stat("wait for a retry", Figure.Of(queue.AwaitingRetry))}
        {Piece.Stat("stopped", Figure.Of(queue.Stopped), kind: queue.Stopped > 0 ? "bad" : "")}
        {Piece.Stat("failed", Figure.Of(queue.Failed), $"{Figure.Of(queue.FailedLastHour)} in the last hour", queue.FailedLastHour > 0 ? "warn" : "")}</dl>
        {PausedBots(queue, request)}
        {Hottest(queue, request)}
        </section>
        """);

    private static Html PausedBots(NowQueue queue, PageRequest request) => queue.PausedBots.Count == 0
        ? Html.Of($"""<div id="bots-{queue.Queue}" data-live></div>""")
        : Html.Of($"""
            <div id="bots-{queue.Queue}" data-live><h3>Paused bots</h3>
            <ul>{queue.PausedBots.Select(bot => PausedBot(bot, queue, request))}</ul></div>
            """);

    private static Html PausedBot(PausedBot bot, NowQueue queue, PageRequest request) => Html.Of($"""
        <li>{Piece.Badge("bad", "paused")} {BotSwitch.Shown(bot.Bot)}, since {Piece.Time(bot.Since)}; {Figure.Count(bot.Lanes, "chat waits", "chats wait")}
        {Piece.Button(request, DashboardRole.Operator, "/bot/continue", "Continue", null, null, BotSwitch.Fields(queue.Queue, bot.Bot))} {Piece.Copy(BotSwitch.Command("continue", queue.Queue, bot.Bot))}</li>
        """);

    private static Html Hottest(NowQueue queue, PageRequest request) => queue.Hottest.Count == 0
        ? Html.Of($"""<div id="hot-{queue.Queue}" data-live></div>""")
        : Html.Of($"""
            <div id="hot-{queue.Queue}" data-live><h3>Chats with the most updates</h3>
            <ul class="hot">{queue.Hottest.Select(lane => Html.Of($"""<li><a href="{request.Link("/chat", ("queue", queue.Queue), ("lane", lane.Lane))}">{lane.Lane}</a> <b>{Figure.Of(lane.Jobs)}</b></li>"""))}</ul></div>
            """);

    private static Html Buttons(NowQueue queue, PageRequest request) => queue.IsPaused
        ? Html.Of($"""{Piece.Button(request, DashboardRole.Operator, "/queue/continue", "Continue", null, null, ("queue", queue.Queue))} {Piece.Copy(CommandLine.Of("continue", ("--queue", queue.Queue)))}""")
        : Piece.Button(request, DashboardRole.Operator, "/queue/pause", "Pause", "Every worker lets end what runs and begins nothing new. Updates stay on the queue.", CommandLine.Of("pause", ("--queue", queue.Queue)), ("queue", queue.Queue));
}
