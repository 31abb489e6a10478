using TgWorker.Dashboard.Pages.Kinds;
using TgWorker.Dashboard.Pages.Traffic;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>What goes to Telegram, and is to go there later.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Traffic">What was sent and refused over a span of time.</param>
internal sealed record OutgoingModel(DateTimeOffset At, TrafficModel Traffic)
{
    /// <summary>What each bot sends.</summary>
    public required IReadOnlyList<BotSending> Bots { get; init; }

    /// <summary>Chats that pause, those that pause longest first.</summary>
    public required IReadOnlyList<ChatRest> Pauses { get; init; }

    /// <summary>Broadcasts, the newest first.</summary>
    public required IReadOnlyList<BroadcastRow> Broadcasts { get; init; }

    /// <summary>Whether there are more broadcasts than these.</summary>
    public required bool HasMoreBroadcasts { get; init; }

    /// <summary>Messages that were put onto a queue to be sent, in the span; null where there were none.</summary>
    public required KindModel? Outbox { get; init; }

    /// <summary>The timers that are due first.</summary>
    public required IReadOnlyList<TimerRow> Timers { get; init; }

    /// <summary>Whether there are more timers than these.</summary>
    public required bool HasMoreTimers { get; init; }
}
