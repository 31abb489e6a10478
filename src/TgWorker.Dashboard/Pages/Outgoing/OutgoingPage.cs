using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>What goes to Telegram: how much, what holds it back, broadcasts, and the timers that are pending.</summary>
internal sealed class OutgoingPage(DashboardQueues queues, IBotWebhooks? bots) : IPage
{
    public string Path => "/outgoing";

    public string Menu => "Outgoing";

    public async Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var span = HistorySpan.Of(request.Value("span"));
        var reading = new OutgoingReading(
            await queues.GetAsync(cancellationToken), bots?.Names ?? new Dictionary<string, string>(), request.Now);
        var model = await reading.ReadAsync(span, cancellationToken);
        return new PageView("Outgoing", model, Body(model, span, request)) { IsLive = true, Command = CommandLine.Of("broadcast list") };
    }

    private static Html Body(OutgoingModel model, HistorySpan span, PageRequest request) => Html.Of($"""
        {SpanLinks.Of(request, "/outgoing", span)}
        <h2>Rates</h2>
        <div id="rates" data-live>{(model.Bots.Count == 0 ? Piece.Nothing("Nothing was sent in this time.") : RateTable.Of(model, span))}
        {Html.If(model.Outbox is not null, () => Outbox(model.Outbox!))}</div>
        <h2>Pauses</h2>
        <div id="pauses" data-live>{(model.Pauses.Count == 0 ? Piece.Nothing("No chat pauses: Telegram has refused nothing of late.") : Pauses(model))}</div>
        <h2>Broadcasts</h2>
        <div id="broadcasts" data-live>{(model.Broadcasts.Count == 0 ? Piece.Nothing("There is no broadcast.") : BroadcastTable.Of(model, request))}</div>
        <h2>Timers</h2>
        <div id="timers" data-live>{(model.Timers.Count == 0 ? Piece.Nothing("No timer is pending.") : Timers(model, request))}</div>
        <p>{Piece.Copy(CommandLine.Of("timers list"))}</p>
        """);

    private static Html Outbox(KindModel outbox) => Html.Of($"""
        <p class="summary">Of what handlers put on the queue to be sent later (the outbox), {Figure.Count(outbox.Handled, "message")} went out, {Figure.Of(outbox.Retried)} tries failed, {Figure.Of(outbox.Failed)} were given up; half of them waited {Figure.Of(outbox.Wait.P50)}, 99 % no longer than {Figure.Of(outbox.Wait.P99)}.</p>
        """);

    private static Html Pauses(OutgoingModel model) => Html.Of($"""
        <div class="scroll"><table><caption>{Figure.Count(model.Pauses.Count, "chat")} to which nothing is sent for a while, as Telegram has asked (429)</caption>
        <thead><tr><th scope="col">Bot</th><th scope="col">Chat</th><th scope="col">Until</th><th scope="col" class="n">In</th><th scope="col">Queue</th></tr></thead>
        <tbody>{model.Pauses.Select(chat => Html.Of($"""
            <tr><td>{chat.Bot}</td><th scope="row">{chat.Chat}</th><td>{Piece.Time(chat.Until)}</td><td class="n">{Figure.Of(chat.Until - model.At)}</td><td>{chat.Queue}</td></tr>
            """))}</tbody></table></div>
        """);

    private static Html Timers(OutgoingModel model, PageRequest request) => Html.Of($"""
        <div class="scroll"><table><caption>{(model.HasMoreTimers ? $"The next {Figure.Of(model.Timers.Count)} of more" : Figure.Count(model.Timers.Count, "timer"))}; one that is due enters its chat's line</caption>
        <thead><tr><th scope="col">Chat</th><th scope="col">Timer</th><th scope="col">Due</th><th scope="col" class="n">In</th><th scope="col">Again</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>{model.Timers.Select(timer => Row(timer, model.At, request))}</tbody></table></div>
        """);

    private static Html Row(TimerRow timer, DateTimeOffset now, PageRequest request) => Html.Of($"""
        <tr><th scope="row"><a href="{request.Link("/chat", ("queue", timer.Queue), ("lane", timer.Lane))}">{timer.Lane}</a></th><td>{timer.Name}</td><td>{Piece.Time(timer.Due)}</td><td class="n">{(timer.Due > now ? Figure.Of(timer.Due - now) : "due")}</td><td>{timer.Repeat ?? "–"}</td>
        <td>{Piece.Button(request, DashboardRole.Admin, "/timer/cancel", "Cancel", "Deletes the timer. This cannot be undone.", CommandLine.Of($"timers cancel {CommandLine.Word(timer.Id)}"), ("queue", timer.Queue), ("id", timer.Id))}</td></tr>
        """);
}
