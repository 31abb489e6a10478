namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>What is to go to Telegram later.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Timers">The timers that are due first.</param>
/// <param name="HasMore">Whether there are more than these.</param>
internal sealed record OutgoingModel(DateTimeOffset At, IReadOnlyList<TimerRow> Timers, bool HasMore);
