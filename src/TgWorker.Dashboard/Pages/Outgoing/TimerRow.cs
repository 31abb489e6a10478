using TgWorker.Core.Timers;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>A timer that is pending.</summary>
internal sealed record TimerRow(string Queue, string Id, string Lane, string Name, DateTimeOffset Due, string? Repeat)
{
    public static TimerRow Of(string queue, PendingTimer timer) => new(queue, timer.Id, timer.Lane, timer.Name, timer.Due, timer.Repeat?.Text);
}
