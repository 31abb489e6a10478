using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Core.Timers;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Showing;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>What a queue's pages say of the last days.</summary>
internal sealed class HistoryScene : IBotWebhooks
{
    private static readonly (string Series, int PerMinute, int RunMs, int ErrorEvery)[] Kinds =
    [
        ("message", 540, 18, 60), ("message /start", 120, 9, 0), ("message OnText()", 390, 21, 41), ("callback_query", 210, 6, 0),
        ("callback_query Order.Confirm", 150, 340, 17), ("my_chat_member", 4, 3, 0), ("inline_query", 75, 44, 200),
    ];

    public static async Task AddAsync(DashboardStage stage, string lane, IReadOnlyList<IQueueSession> workers)
    {
        var now = DateTimeOffset.UtcNow;
        for (var minute = 0; minute < 72 * 60; minute += minute < 60 ? 1 : 30)
        {
            // More by day than by night, as people are; an hour in which something was down.
            var day = 0.45 + (0.4 * Math.Sin(minute / (24.0 * 60) * 2 * Math.PI));
            var (times, isDown) = (day * (minute < 60 ? 1 : 30), minute is > 1500 and < 1590);
            var step = Kinds.Select(kind => KeyValuePair.Create(kind.Series, Of(kind, times, isDown)));
            await stage.DidAsync(now.AddMinutes(-minute), HistoryText.Write(step));
        }

        await FlowAsync(stage, now);
        await stage.DidAsync(now, "", [.. Enumerable.Range(0, 18).Select(at => Outcome(lane, at, now, workers))]);
        await AddAsync(stage.Queue, now);
    }

    public Task<IReadOnlyList<BotWebhook>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BotWebhook>>(
    [
        new BotWebhook("main", "1234567890")
        {
            Url = "https://bots.example.com/telegram/bot/webhook/main", Pending = 2,
            Remarks = [new(null, "2 updates wait at Telegram, no more than before; it keeps 100000 (or 128 MiB)", "")],
        },
        new BotWebhook("shop", "2345678901")
        {
            Url = "https://bots.example.com/telegram/bot/webhook/shop", Pending = 412,
            Remarks =
            [
                new(TroubleLevel.Bad, "the last delivery that failed was 40 s ago: Wrong response from the webhook: 502 Bad Gateway",
                    "the proxy does not reach the receiver: start it, and see that the proxy looks where it listens"),
            ],
        },
    ]);

    public IReadOnlyDictionary<string, string> Names { get; } =
        new Dictionary<string, string> { ["1234567890"] = "main", ["2345678901"] = "shop" };

    private static async Task FlowAsync(DashboardStage stage, DateTimeOffset now)
    {
        for (var minute = 0; minute < 60; minute++)
        {
            var (at, many) = (now.AddMinutes(-minute), 300 + (minute * 37 % 90));
            await stage.PassedAsync(at, TrafficSeries.In, ("main", "accepted", many),
                ("shop", "accepted", minute is > 11 and < 16 ? 4 : many / 3),
                ("shop", "refused/unavailable", minute is > 11 and < 16 ? 61 : 0), ("shop", "refused/secret", minute % 23 == 5 ? 3 : 0),
                ("other", "refused/unknown_bot", minute % 17 == 3 ? 2 : 0));
            await stage.PassedAsync(at, TrafficSeries.Out, ("1234567890", "sent/answer", many), ("1234567890", "sent/notify", many / 9),
                ("1234567890", "sent/broadcast", minute < 21 ? 1350 : 0), ("2345678901", "sent/answer", many / 3),
                ("2345678901", "refused", minute is 3 or 4 ? 2 : 0));
            await stage.DidAsync(at, $"outgoing h={many / 9} w40={many / 10} w70=3");
        }

        await stage.BroadcastAsync("b-7f3a", "News of November", 41_250, BroadcastState.Sending);
        await stage.BroadcastAsync("b-7e10", "Black Friday", 128_400, BroadcastState.Paused, "shop");
        var broadcast = (await stage.Queue.Broadcasts!.FindAsync("b-7f3a", default))!;
        await stage.Queue.Broadcasts.PutAsync(
            broadcast with { Pace = new BroadcastPace(now, 27_000, 22.5) }, [.. Enumerable.Repeat("{}"u8.ToArray(), 400)], now, default);
        for (var number = 0; number < 380; number++)
        {
            var result = number % 19 == 0 ? BroadcastResult.Gone : BroadcastResult.Sent;
            await stage.Queue.Broadcasts.SettleAsync("b-7f3a", number, result, null, now, default);
        }

        foreach (var (chat, minutes) in ((string, int)[])[("-1001234567890", 1), ("5000000042", 4)])
        {
            var wish = new SendWish("2345678901", chat, SendClass.Notify) { PerBot = new SendRate(TimeSpan.FromMilliseconds(40), 5) };
            await stage.Queue.SendLimits!.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromMinutes(minutes)), default);
        }
    }

    private static WorkFigures Of((string Series, int PerMinute, int RunMs, int ErrorEvery) kind, double times, bool isDown)
    {
        var (figures, tries) = (new WorkFigures(), (long)(kind.PerMinute * times));
        var errors = isDown ? tries / 3 : kind.ErrorEvery == 0 ? 0 : tries / kind.ErrorEvery;
        figures.Add(WorkEnd.Handled, tries - errors);
        figures.Add(WorkEnd.Retried, errors - (errors / 9));
        figures.Add(WorkEnd.Failed, errors / 9);
        foreach (var (part, factor) in ((int, double)[])[(50, 1), (30, 1.6), (14, 2.4), (4, 5), (2, 14)])
        {
            figures.Runs.Add(LogScale.Of(TimeSpan.FromMilliseconds(kind.RunMs * factor)), tries * part / 100);
            figures.Waits.Add(LogScale.Of(TimeSpan.FromMilliseconds(3 * factor * (isDown ? 90 : 1))), tries * part / 100);
        }

        return figures;
    }

    private static LaneOutcome Outcome(string lane, int at, DateTimeOffset now, IReadOnlyList<IQueueSession> workers) => new(
        lane, now.AddSeconds((at - 18) * 7), TimeSpan.FromMilliseconds(14 + (at * 37 % 90)),
        at switch { 7 => WorkEnd.Lost, 12 or 13 => WorkEnd.Retried, _ => WorkEnd.Handled })
    {
        UpdateId = 90_000 + at - (at > 7 ? 1 : 0) - (at > 12 ? 1 : 0) - (at > 13 ? 1 : 0),
        Attempt = at is 13 or 14 ? at - 11 : 1,
        Fence = 1_769_856_000_000_000 + (at * 1_237),
        Lapses = at == 8 ? 1 : 0,
        Worker = workers[at is < 8 and > 2 ? 0 : 1].Incarnation,
    };

    private static async Task AddAsync(IUpdateQueue queue, DateTimeOffset now)
    {
        foreach (var (chat, name, hours) in ((long, string, int)[])[(5_000_000_003, "remind", 2), (5_000_000_011, "cart", 20)])
        {
            var timer = new NewTimer(new TimerPlace("main", chat), name) { After = TimeSpan.FromHours(hours) };
            await queue.Timers!.SetAsync(timer, null, default);
        }

        foreach (var (who, by, action, on) in ((string, string, string, string)[])
            [
                ("deploy@web1", AuditEntry.ByCommand, "failed prune", "--hours 720"),
                ("ben", AuditEntry.ByDashboard, "failed show", "7d1f0a52-3c3e-4f3f-9d0e-0f5a2b8c11aa"),
                ("anna", AuditEntry.ByDashboard, "failed retry", "error is HTTP # from the endpoint of bot main"),
                ("anna", AuditEntry.ByDashboard, "chat pause", "main:5000000007"),
            ])
        {
            await queue.Audit!.AddAsync(new AuditEntry(now, who, by, action, on), default);
        }
    }
}
