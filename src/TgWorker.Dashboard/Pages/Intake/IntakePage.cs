using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Pages.Traffic;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>Whether updates come in: what Telegram says of the webhooks, and who polls.</summary>
internal sealed class IntakePage(DashboardQueues queues, IBotWebhooks? webhooks) : IPage
{
    public string Path => "/intake";

    public string Menu => "Intake";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var (open, holders) = (await queues.GetAsync(cancellationToken), new List<PollHolder>());
        foreach (var queue in open)
        {
            holders.AddRange(await queue.GetPollHoldersAsync(cancellationToken));
        }

        var span = HistorySpan.Of(request.Value("span"));
        var traffic = await TrafficModel.ReadAsync(open, TrafficSeries.In, span, request.Now, cancellationToken);
        var model = IntakeModel.Of(webhooks is null ? [] : await webhooks.ReadAsync(cancellationToken), holders, traffic);
        return new PageView("Intake", model, Body(model, traffic, span, request)) { IsLive = true, Command = CommandLine.Of("webhook info") };
    }

    private static Html Body(IntakeModel model, TrafficModel traffic, HistorySpan span, PageRequest request) => Html.Of($"""
        {SpanLinks.Of(request, "/intake", span)}
        <p class="summary">What receivers and pollers did since {Figure.Of(traffic.From)}, a bar for each {span.Each}; it is here 10 s after it happened.</p>
        <div id="bots" data-live>{(model.Bots.Count == 0
            ? Piece.Nothing("No bot is known here: none is polled for, and this dashboard has no token to ask Telegram with (TelegramBots:NAME:Token).")
            : Html.Of($"{model.Bots.Select(bot => Bot(bot, traffic))}"))}</div>
        """);

    private static Html Bot(BotModel bot, TrafficModel traffic) => Html.Of($"""
        <section class="queue"><header><h2>{(bot.IsOther ? "Requests for other bots" : bot.Bot)}</h2>{Badge(bot)}</header>
        {IntakeFlow.Of(bot.Bot, traffic)}
        {Html.If(!bot.IsOther, () => Ways(bot))}</section>
        """);

    private static Html Ways(BotModel bot) => Html.Of($"""
        <dl class="facts"><dt>Webhook</dt><dd>{Webhook(bot.Webhook)}</dd>
        {Html.If(bot.Webhook?.Pending is not null, () => Html.Of($"<dt>Wait at Telegram</dt><dd>{Figure.Count(bot.Webhook!.Pending!.Value, "update")}</dd>"))}
        <dt>Polled by</dt><dd>{Poller(bot)}</dd>
        {Html.If(bot.SincePush is not null, () => Html.Of($"<dt>Last polled update</dt><dd>{Figure.Of(bot.SincePush)} ago</dd>"))}</dl>
        {Html.If(bot.Webhook is { Remarks.Count: > 0 }, () => Html.Of($"<ul>{bot.Webhook!.Remarks.Select(Remark)}</ul>"))}
        {Html.If(bot.Webhook is { Url: "" } && bot.Poller is null, () => Html.Of($"""<p class="alert bad">Nothing brings this bot's updates. Start a poller: {Piece.Copy(CommandLine.Of("poll", ("--bot", bot.Bot)))} or set a webhook.</p>"""))}
        {Html.If(bot.Webhook is { Url.Length: > 0 } && bot.Poller is not null, () => Html.Of($"""<p class="alert bad">It has a webhook and is polled for: Telegram refuses the poller while the webhook is set. {Piece.Copy(CommandLine.Of("webhook delete", ("--bot", bot.Bot)))}</p>"""))}
        """);

    private static Html Badge(BotModel bot) => (bot.Webhook?.Remarks.Min(remark => remark.Level), bot.IsPollerLost) switch
    {
        (TroubleLevel.Bad, _) => Piece.Badge("bad", "something is wrong"),
        (TroubleLevel.Warn, _) or (_, true) => Piece.Badge("warn", "somebody should look"),
        _ => Html.Empty,
    };

    private static Html Webhook(BotWebhook? webhook) => webhook switch
    {
        null => Html.Of($"not known: no token of it is here"),
        { Url: null } => Html.Of($"not known: Telegram did not say"),
        { Url: "" } => Html.Of($"none"),
        _ => Html.Of($"{webhook.Url}"),
    };

    private static Html Poller(BotModel bot) => bot switch
    {
        { Poller: { } poller } => Html.Of($"""<span title="{poller}">{TryTable.NameOf(poller)}</span>, its right lasts {Figure.Of(bot.LeaseLeft)}"""),
        { IsPollerLost: true } => Html.Of($"nobody any more: the right of the last one has lapsed"),
        _ => Html.Of($"nobody"),
    };

    private static Html Remark(WebhookRemark remark) => Html.Of($"""
        <li class="{Kind(remark.Level)}">{remark.Seen}{Html.If(remark.Advice.Length > 0, () => Html.Of($""" <span class="remedy">{remark.Advice}</span>"""))}</li>
        """);

    private static string Kind(TroubleLevel? level) => level switch
    {
        TroubleLevel.Bad => "bad",
        TroubleLevel.Warn => "warn",
        _ => "",
    };
}
