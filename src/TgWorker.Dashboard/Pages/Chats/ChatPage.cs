using System.Globalization;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Bots;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>Why a chat is not answered, what stands in its line, and what can be done.</summary>
internal sealed class ChatPage(DashboardQueues queues, QueueSampler sampler, IBotWebhooks? bots) : IPage
{
    private const int Shown = 25;
    private const int ShownTries = 10;
    private const int MostPauses = 1_000;

    public string Path => "/chat";

    public string? Menu => null;

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var queue = await queues.FindAsync(request.Value("queue"), cancellationToken) ?? (await queues.GetAsync(cancellationToken))[0];
        if (ChatName.Of(request) is not { } lane)
        {
            return new PageView("Chat", new { }, Piece.Nothing("That is no chat's name. It is bot and chat, such as main:5123456789, as logs, failed jobs and 'tgworker status' show it.")) { Status = 404 };
        }

        var look = await queue.Lanes.LookAsync(lane, cancellationToken);

        // The whole queue is looked at where that may be the reason: something else holds up a chat that is known.
        var unsorted = look is { Blocks.Count: > 0 } ? 0 : (await sampler.GetAsync(cancellationToken)).Queues.First(status => status.Queue == queue.Name).Pending;
        var tries = queue.History is { } history ? await history.ReadAsync(lane, cancellationToken) : [];
        var model = ChatModel.Of(queue.Name, lane, unsorted, look, look is null ? [] : await queue.Lanes.ReadAsync(lane, 0, Shown, cancellationToken)) with
        {
            SendsPauseFor = await PauseAsync(queue, lane, cancellationToken),
            Tries = [.. OrderModel.Of(queue.Name, lane, tries).Tries.Reverse().Take(ShownTries)],
        };
        return new PageView($"Chat {lane}", model, Body(model, request)) { IsLive = true, Command = CommandLine.Of($"chat show {CommandLine.Word(lane)}", ("--queue", queue.Name)) };
    }

    // A lane names the bot as the proxy does, a pause by the id in its token: where it is not known whose that is, it may be this bot's.
    private async Task<TimeSpan?> PauseAsync(IUpdateQueue queue, string lane, CancellationToken cancellationToken)
    {
        if (Number(lane) is not { } chat || queue.SendLimits is not { } limits)
        {
            return null;
        }

        var look = await limits.LookAsync([], MostPauses, cancellationToken);
        return look.Chats.Where(pause => pause.Chat == chat && (bots?.Names.GetValueOrDefault(pause.Bot) ?? Bot(lane)) == Bot(lane))
            .Select(pause => (TimeSpan?)pause.Left).Max();
    }

    private static Html Body(ChatModel chat, PageRequest request) => Html.Of($"""
        {Why(chat)}
        <div id="chat-actions" class="actions" role="group" aria-label="Actions" data-live>{Actions(chat, request)}</div>
        <h2>Its line</h2>
        <div id="line" data-live>{(chat.Line.Count == 0 ? Piece.Nothing("Nothing waits.") : Line(chat, request))}</div>
        <h2>What became of the last ones</h2>
        <div id="tries" data-live>{(chat.Tries.Count == 0 ? Piece.Nothing(TryTable.None) : TryTable.Of(chat.Tries, "The newest first"))}</div>
        {Html.If(chat.Tries.Count > 0, () => Html.Of($"""<p><a href="{request.Link("/order", ("queue", chat.Queue), ("lane", chat.Lane))}">In which order, at which worker</a></p>"""))}
        <p><a href="{request.Link("/failed", ("queue", chat.Queue), ("chat", Number(chat.Lane)), ("bot", Number(chat.Lane) is null ? null : Bot(chat.Lane)))}">Its failed jobs</a></p>
        """);

    private static Html Why(ChatModel chat) => Html.Of($"""
        <section id="why" class="why {Kind(chat)}" role="status" data-live><h2>{Sentence(chat)}</h2>
        {chat.Blocks.Skip(1).Select(block => Html.Of($"<p>It also {block.Text}.</p>"))}
        {chat.Blocks.Select(block => Html.If(HintOf(block.Kind) is not null, () => Html.Of($"""<p class="remedy">{HintOf(block.Kind)}</p>""")))}
        {Html.If(chat.SendsPauseFor is not null, () => Html.Of($"<p>Telegram has refused a message to this chat as one too many (429): nothing is sent to it for another {Figure.Of(chat.SendsPauseFor)}. What waits for that goes on by itself.</p>"))}
        {Html.If(chat.Failures > 0, () => Html.Of($"<p>{Figure.Count(chat.Failures, "try", "tries")} of the first update failed.</p>"))}
        {Html.If(chat.Lapses > 0, () => Html.Of($"<p>{Figure.Count(chat.Lapses, "worker")} died or lost the lease with the first update.</p>"))}
        {Html.If(chat.Unsorted > 0, () => Html.Of($"<p>{Figure.Count(chat.Unsorted, "update")} of the queue {(chat.Unsorted == 1 ? "is" : "are")} not sorted into chats yet; some may be this chat's.</p>"))}
        </section>
        """);

    private static string Sentence(ChatModel chat) => chat switch
    {
        { IsKnown: false } => "Nothing waits for this chat",
        { Blocks.Count: 0 } => "Nothing holds this chat up",
        _ => $"The chat {chat.Blocks[0].Text}",
    };

    private static string Kind(ChatModel chat) => chat.Level switch
    {
        TroubleLevel.Bad => "bad",
        TroubleLevel.Warn => "warn",
        _ => "well",
    };

    private static string? HintOf(LaneBlockKind kind) => kind switch
    {
        LaneBlockKind.Stopped => "Retry the failed job, or forget it, and the chat goes on.",
        LaneBlockKind.Paused => "Continue the chat.",
        LaneBlockKind.BotPaused => "Continue the bot.",
        LaneBlockKind.QueuePaused => "Continue the queue, on the page Now.",
        LaneBlockKind.NoWorker => "Start a worker: tgworker work.",
        LaneBlockKind.NoSlot => "Raise --concurrency, or start another worker, if this lasts.",
        LaneBlockKind.Waiting => "It goes on by itself. Skip the first update to have the next one handled now.",
        LaneBlockKind.WorkerLost => "It goes on by itself once another worker takes it.",
        _ => null,
    };

    private static Html Actions(ChatModel chat, PageRequest request)
    {
        (string Name, string? Value)[] fields = [("queue", chat.Queue), ("lane", chat.Lane)];
        var bot = BotName.TextOf(Bot(chat.Lane));
        var first = chat.Line.Count > 0 && chat.Line[0].Position == 1 ? chat.Line[0] : null;
        return Html.Of($"""
            {(chat.PausedSince is null ? Piece.Button(request, DashboardRole.Operator, "/chat/pause", "Pause", "What runs is let end, and nothing of this chat begins until it is continued. Its updates wait.", null, fields)
                : Piece.Button(request, DashboardRole.Operator, "/chat/continue", "Continue", null, null, fields))}
            {(chat.BotPausedSince is null ? Piece.Button(request, DashboardRole.Operator, "/bot/pause", "Pause the bot", $"What runs of {BotSwitch.Shown(bot)} is let end, and nothing of any of its chats begins until it is continued. Other bots go on.", BotSwitch.Command("pause", chat.Queue, bot), BotSwitch.Fields(chat.Queue, bot))
                : Html.Of($"{Piece.Button(request, DashboardRole.Operator, "/bot/continue", "Continue the bot", null, null, BotSwitch.Fields(chat.Queue, bot))} {Piece.Copy(BotSwitch.Command("continue", chat.Queue, bot))}"))}
            {Html.If(chat.StoppedFor is not null, () => Piece.Button(request, DashboardRole.Operator, "/failed/retry", "Retry the failed job", null, null, ("queue", chat.Queue), ("id", chat.StoppedFor)))}
            {Html.If(chat.StoppedFor is not null, () => Html.Of($"""<a href="{request.Link("/failed/job", ("queue", chat.Queue), ("id", chat.StoppedFor))}">See the failed job</a>"""))}
            {Html.If(first is not null && chat.IsRunning, () => Piece.Button(request, DashboardRole.Operator, "/chat/cancel", "Cancel the running update",
                "Its handler is told to stop. The update becomes a failed job, which can be retried later, and the chat goes on behind it.", CommandOn("cancel", first!, chat), [.. fields, ("handle", first!.Handle)]))}
            {Html.If(first is not null && !chat.IsRunning && chat.StoppedFor is null, () => Piece.Button(request, DashboardRole.Operator, "/chat/skip", "Skip the first update",
                "It becomes a failed job, which can be retried later, and the chat goes on behind it.", CommandOn("skip", first!, chat), [.. fields, ("handle", first!.Handle)]))}
            {Html.If(chat.StoppedFor is not null, () => Piece.Copy(Command($"failed retry {CommandLine.Word(chat.StoppedFor!)}", chat)))}
            {Piece.Copy(Command($"chat {(chat.PausedSince is null ? "pause" : "continue")} {CommandLine.Word(chat.Lane)}", chat))}
            """);
    }

    private static Html Line(ChatModel chat, PageRequest request) => Html.Of($"""
        <div class="scroll"><table><caption>{Figure.Count(chat.Updates, "update")}{(chat.Updates > chat.Line.Count ? $", the first {Figure.Of(chat.Line.Count)} of them" : "")}</caption>
        <thead><tr><th scope="col" class="n">Place</th><th scope="col">State</th><th scope="col">Kind</th><th scope="col" class="n">Update</th><th scope="col">Pushed</th><th scope="col" class="n">Bytes</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>{chat.Line.Select(update => Row(update, chat, request))}</tbody></table></div>
        """);

    private static Html Row(ChatLineUpdate update, ChatModel chat, PageRequest request) => Html.Of($"""
        <tr data-update="{Text(update.UpdateId)}"><td class="n">{Figure.Of(update.Position)}</td><td>{State(update, chat)}</td><th scope="row">{update.Kind}{Html.If(update.Problem is not null, () => Html.Of($" <small>{update.Problem}</small>"))}</th>
        <td class="n">{Text(update.UpdateId)}</td><td>{(update.PushedAt is { } pushed ? Piece.Time(pushed) : Html.Of($"–"))}</td><td class="n">{Figure.Of(update.Bytes)}</td>
        <td>{Html.If(update.Position > 1 || !chat.IsRunning, () => Piece.Button(request, DashboardRole.Admin, "/chat/drop", "Drop", "Deletes this update. This cannot be undone.", CommandOn("drop", update, chat), ("queue", chat.Queue), ("lane", chat.Lane), ("handle", update.Handle)))}</td></tr>
        """);

    private static Html State(ChatLineUpdate update, ChatModel chat) => (update.Position, chat) switch
    {
        (1, { IsRunning: true }) => Piece.Badge("well", "runs"),
        (1, { DueIn: { } due }) => Piece.Badge("warn", $"next try in {Figure.Of(due)}"),
        (1, _) => Piece.Badge("", "first"),
        _ => Piece.Badge("", "waits"),
    };

    private static string Command(string words, ChatModel chat) => CommandLine.Of(words, ("--queue", chat.Queue));

    private static string CommandOn(string verb, ChatLineUpdate update, ChatModel chat) => CommandLine.Of(
        $"chat {verb} {CommandLine.Word(chat.Lane)}", ("--update", update.UpdateId?.ToString(CultureInfo.InvariantCulture)),
        ("--position", update.UpdateId is null && verb == "drop" ? update.Position.ToString(CultureInfo.InvariantCulture) : null),
        ("--queue", chat.Queue));

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string? Number(string lane) => lane.Split(':') is [_, var chat, ..] && long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? chat : null;

    private static string Bot(string lane) => lane.Split(':')[0];
}
