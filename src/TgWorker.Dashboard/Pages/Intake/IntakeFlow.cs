using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Pages.Traffic;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>What receivers and pollers took and refused of a bot.</summary>
internal static class IntakeFlow
{
    private const string Accepted = "accepted";
    private const string Refused = "refused/";
    private const string Unavailable = "refused/unavailable";
    private const string PollFailed = "poll_failed/";

    /// <summary>Of one bot; nothing where nothing was counted.</summary>
    public static Html Of(string bot, TrafficModel traffic)
    {
        var lines = traffic.Lines.Where(line => line.Bot == bot).ToList();
        if (lines.Count == 0)
        {
            return Html.Empty;
        }

        var (taken, span) = (Sum(lines, line => line.What == Accepted), HistorySpan.Of(traffic.Span));
        var (late, turned) = (Sum(lines, line => line.What == Unavailable), Sum(lines, IsRefusal));
        return Html.Of($"""
            <dl class="stats">{Piece.Stat("Accepted", Figure.Of(taken), PerSecond(taken, traffic, span), "arrived")}{Piece.Stat("Refused", Figure.Of(turned), null, turned > 0 ? "warn" : "")}{Piece.Stat("Told to come again", Figure.Of(late), late > 0 ? "the queue took nothing then" : null, late > 0 ? "warn" : "")}</dl>
            {Bars.Of($"What came in for {bot}, a bar for each {span.Each}; what was refused or told to come again in red", Points(lines, span.Steps), at => (Words(lines, at, traffic), null))}
            {Html.If(lines.Any(line => line.What != Accepted), () => Html.Of($"""<ul>{lines.Where(line => line.What != Accepted).OrderByDescending(line => line.Count).Select(Reason)}</ul>"""))}
            """);
    }

    private static bool IsRefusal(TrafficLine line) => line.What.StartsWith(Refused, StringComparison.Ordinal) && line.What != Unavailable;

    private static long Sum(IEnumerable<TrafficLine> lines, Func<TrafficLine, bool> isMeant) => lines.Where(isMeant).Sum(line => line.Count);

    private static string PerSecond(long count, TrafficModel traffic, HistorySpan span) =>
        $"{Figure.Rate(count / (traffic.Point.TotalSeconds * span.Steps))} per second";

    private static IReadOnlyList<(long Count, long Marked)> Points(IReadOnlyList<TrafficLine> lines, int steps) =>
        [.. Enumerable.Range(0, steps).Select(at => (Requests(lines, at, _ => true), Requests(lines, at, line => line.What != Accepted)))];

    private static long Requests(IEnumerable<TrafficLine> lines, int at, Func<TrafficLine, bool> isMeant) => lines
        .Where(line => isMeant(line) && !line.What.StartsWith(PollFailed, StringComparison.Ordinal)).Sum(line => line.Points[at]);

    private static string Words(IReadOnlyList<TrafficLine> lines, int at, TrafficModel traffic) =>
        $"{Figure.Of(traffic.From + (at * traffic.Point))}: {Figure.Of(Requests(lines, at, line => line.What == Accepted))} accepted, "
            + $"{Figure.Of(Requests(lines, at, line => line.What != Accepted))} not";

    private static Html Reason(TrafficLine line)
    {
        var (seen, advice) = Said(line.What);
        return Html.Of($"""<li><b>{Figure.Of(line.Count)}</b> {seen}{Html.If(advice.Length > 0, () => Html.Of($""" <span class="remedy">{advice}</span>"""))}</li>""");
    }

    private static (string Seen, string Advice) Said(string what) => what switch
    {
        "refused/secret" => ("without the right secret token",
            "If they are Telegram's: set the webhook again with this receiver's secret token ('tgworker webhook set'). Otherwise somebody tries the address; nothing is lost."),
        "refused/address" => ("from outside Telegram's networks",
            "If a proxy stands between, name it (Receiver:KnownProxies), so that the sender's address is known."),
        "refused/unknown_bot" => ("for a bot that the receiver does not know",
            "If it is one of yours: add it (TelegramBots:NAME:SecretToken), and see that the webhook's path ends with its name."),
        "refused/incomplete" => ("broken off within the body: Telegram sends the update again",
            "If there are many: see what cuts connections between Telegram and the receiver, such as a proxy's time limit."),
        Unavailable => ("told to come again, as the queue took nothing: Telegram keeps the update and sends it again",
            "See on the page Now whether the queue can be reached; 'tgworker doctor' looks at the server."),
        "poll_failed/foreign_poller" => ("answers that another program polls for this bot",
            "Stop it, or give the bot a new token with BotFather's /revoke."),
        "poll_failed/webhook" => ("answers that a webhook is set", "Delete it ('tgworker webhook delete'), or stop the poller."),
        "poll_failed/unauthorized" => ("answers that the token is not valid", "Set the token that BotFather shows (TelegramBots:NAME:Token)."),
        "poll_failed/too_many_requests" => ("answers to ask less often (429)", ""),
        "poll_failed/trouble" => ("polls without an answer", "See whether this machine reaches the Bot API server."),
        _ => (Core.Text.SafeText.Of(what, 60), ""),
    };
}
