using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Operating;
using TgWorker.Core.Sending;
using TgWorker.Core.Timers;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Showing;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>A queue on which everything is as large, or as long, as it can be, and written from right to left.</summary>
internal sealed class HugeScene : IBotWebhooks
{
    private const long Huge = 9_007_199_254_740_993;
    private const string Bot = "the_bot_with_the_longest_name_that_somebody_has_thought_of_bot";
    private const string FromRight = "שלום עולם, مرحبا بالعالم";
    private static readonly string Long = string.Concat(Enumerable.Repeat("Donaudampfschifffahrtsgesellschaft", 9));

    public static async Task<(DashboardStage Stage, IReadOnlyList<string> Paths)> StartAsync()
    {
        var stage = await DashboardStage.StartAsync(webhooks: new HugeScene());
        var (queue, now) = (stage.Queue, DateTimeOffset.UtcNow);
        await queue.FailAsync(1, Long, firstChat: Huge, bot: Bot, hold: true);
        await queue.FailAsync(1, FromRight, firstChat: -Huge, bot: Bot);
        await queue.PushAsync(TestEntry.Of(Huge, Huge, bot: Bot), default);
        await using var session = await queue.JoinAsync(default);
        await session.ClaimAsync(9, default);
        var job = await queue.FailedJobs.ListAsync(default).FirstAsync(job => job.Error == Long);
        var lane = Uri.EscapeDataString(job.Lane);
        await stage.DidAsync(
            now, $"message h={Huge} r={Huge} f={Huge} p={Huge} w200={Huge} x230={Huge}\n{Uri.EscapeDataString("message " + Long)} h=1\n"
                + $"{Uri.EscapeDataString("message " + FromRight)} h={Huge}\noutgoing h={Huge} r={Huge} f={Huge} w230={Huge}",
            new LaneOutcome(job.Lane, now, TimeSpan.FromHours(70), WorkEnd.Retried)
            {
                Attempt = int.MaxValue, Fence = Huge, Lapses = int.MaxValue, UpdateId = Huge, Worker = $"{Long}:4711:ab",
            });
        await stage.PassedAsync(now, TrafficSeries.In, (Bot, "accepted", Huge), (Bot, "refused/secret", Huge),
            (Bot, "refused/unavailable", Huge), (FromRight, "accepted", 1), (Long, "accepted", 1));
        await stage.PassedAsync(now, TrafficSeries.Out, ("77", "sent/answer", Huge), ("77", "sent/notify", Huge),
            ("77", "sent/broadcast", Huge), ("77", "refused", Huge), ("77", "parked", Huge));
        await stage.BroadcastAsync("b1", FromRight, Huge, BroadcastState.Sending, Bot);
        await stage.BroadcastAsync("b1.2", FromRight, Huge / 2, BroadcastState.Sending, Bot);
        await stage.BroadcastAsync("b2", Long, 1, BroadcastState.Sending, Bot);
        await queue.Broadcasts!.ChangeAsync("b2", BroadcastState.Paused, Long, now, default);
        var rate = new SendRate(TimeSpan.FromMilliseconds(40), 5);
        var wish = new SendWish("77", Huge.ToString(null, null), SendClass.Broadcast) { PerBot = rate };
        await queue.SendLimits!.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromDays(300)), default);
        await queue.Timers!.SetAsync(
            new NewTimer(new TimerPlace(Bot, Huge), Long[..60]) { After = TimeSpan.FromDays(360) }, null, default);
        await queue.Audit!.AddAsync(new AuditEntry(now, Long, AuditEntry.ByDashboard, "failed retry", Long), default);
        await queue.Audit.AddAsync(new AuditEntry(now, FromRight, AuditEntry.ByDashboard, "failed retry", FromRight), default);
        using var counted = await stage.PostAsync("/failed/count-all", [("queue", queue.Name)]);
        return (stage,
            ["/", "/chats", $"/chat?lane={lane}", $"/order?lane={lane}", "/failed", $"/failed/job?id={job.Id}", "/workers",
                "/operation?id=1", "/kinds", "/outgoing", "/intake", "/audit"]);
    }

    public Task<IReadOnlyList<BotWebhook>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BotWebhook>>(
        [new BotWebhook(Bot, "77") { Url = "https://" + Long, Pending = Huge, Remarks = [new(TroubleLevel.Bad, Long, FromRight)] }]);

    public IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string> { ["77"] = Bot };
}
