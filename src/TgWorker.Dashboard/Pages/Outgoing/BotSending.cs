using TgWorker.Dashboard.Pages.Traffic;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>What a bot sends, and what holds it back.</summary>
/// <param name="Bot">The bot's name, or its id where the name is not known here.</param>
/// <param name="Id">The id in its token.</param>
internal sealed record BotSending(string Bot, string Id)
{
    /// <summary>Answers to updates.</summary>
    public long Answers { get; init; }

    /// <summary>Notifications.</summary>
    public long Notifications { get; init; }

    /// <summary>Messages of broadcasts.</summary>
    public long Broadcasts { get; init; }

    /// <summary>Calls that Telegram refused because of too many (429).</summary>
    public long Refused { get; init; }

    /// <summary>Calls whose turn was too far away: their updates wait, and take no slot.</summary>
    public long Parked { get; init; }

    /// <summary>All that was sent, by point of time.</summary>
    public IReadOnlyList<long> Sent { get; init; } = [];

    /// <summary>What was refused, by point of time.</summary>
    public IReadOnlyList<long> Refusals { get; init; } = [];

    /// <summary>When the pause of all but answers ends; null where there is none.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Messages per second that a flood has slowed it to; null where none has.</summary>
    public double? SlowedTo { get; init; }

    public static BotSending Of(string bot, string id, TrafficModel traffic, int points)
    {
        var lines = traffic.Lines.Where(line => line.Bot == id).ToList();
        return new BotSending(bot, id)
        {
            Answers = traffic.Count(id, "sent/answer"),
            Notifications = traffic.Count(id, "sent/notify"),
            Broadcasts = traffic.Count(id, "sent/broadcast"),
            Refused = traffic.Count(id, "refused"),
            Parked = traffic.Count(id, "parked"),
            Sent = Sum(lines.Where(line => line.What.StartsWith("sent/", StringComparison.Ordinal)), points),
            Refusals = Sum(lines.Where(line => line.What == "refused"), points),
        };
    }

    private static List<long> Sum(IEnumerable<TrafficLine> lines, int points) =>
        [.. Enumerable.Range(0, points).Select(at => lines.Sum(line => line.Points[at]))];
}
