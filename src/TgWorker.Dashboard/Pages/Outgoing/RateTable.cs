using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>What each bot sends, as a table.</summary>
internal static class RateTable
{
    public static Html Of(OutgoingModel model, HistorySpan span) => Html.Of($"""
        <div class="scroll"><table class="kinds"><caption>Messages since {Figure.Of(model.Traffic.From)}, a point for each {span.Each}; they are here 10 s after they were sent</caption>
        <thead><tr><th scope="col">Bot</th><th scope="col">Sent</th><th scope="col" class="n">Per second</th><th scope="col" class="n">Answers</th><th scope="col" class="n">Notified</th><th scope="col" class="n">Broadcast</th><th scope="col" class="n">Refused (429)</th><th scope="col" class="n" title="Calls whose turn was too far away: their updates wait, and take no slot">Parked</th><th scope="col">Notifications and broadcasts</th></tr></thead>
        <tbody>{model.Bots.Select(bot => Row(bot, model, span))}</tbody></table></div>
        """);

    private static Html Row(BotSending bot, OutgoingModel model, HistorySpan span) => Html.Of($"""
        <tr><th scope="row">{bot.Bot}</th><td>{Sparkline.Of($"What {bot.Bot} sent by time", ("arrived", [.. bot.Sent.Select(count => (double)count)]), ("errors", [.. bot.Refusals.Select(count => (double)count)]))}</td>
        <td class="n">{Figure.Rate(bot.Sent.Sum() / (span.Point.TotalSeconds * span.Steps))}</td><td class="n">{Figure.Of(bot.Answers)}</td><td class="n">{Figure.Of(bot.Notifications)}</td><td class="n">{Figure.Of(bot.Broadcasts)}</td><td class="n">{Figure.Of(bot.Refused)}</td><td class="n">{Figure.Of(bot.Parked)}</td>
        <td>{State(bot, model)}</td></tr>
        """);

    private static Html State(BotSending bot, OutgoingModel model) => (bot.PausedUntil, bot.SlowedTo) switch
    {
        ({ } until, _) => Html.Of($"{Piece.Badge("warn", "pause")} until {Piece.Time(until)}, in {Figure.Of(until - model.At)}"),
        (_, { } rate) => Html.Of($"{Piece.Badge("warn", "slowed")} to {Figure.Rate(rate)} per second; one more with every minute without a refusal"),
        _ => Html.Of($"not held back"),
    };
}
