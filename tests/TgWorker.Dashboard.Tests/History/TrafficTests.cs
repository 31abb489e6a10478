using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Core.Working;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Dashboard.Tests.History;

/// <summary>What comes in and goes out, on queues of both kinds.</summary>
public sealed class TrafficTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Odd = "a/b c\n=é";
    private static readonly long Minute = HistoryTime.StepOf(DateTimeOffset.UtcNow, HistoryScale.Hour) * 60;

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Counts_AddUp_ByMinute_TenMinutes_AndHour(string store)
    {
        await using var queue = await OpenAsync(store);
        var traffic = queue.Traffic!;
        var series = new TrafficSeries(TrafficSeries.In, Odd, "refused/secret");
        await traffic.AddAsync(Minute, TrafficText.Write([new(series, 2)]), default);
        await traffic.AddAsync(Minute, TrafficText.Write([new(series, 9_007_199_254), new(series with { What = "accepted" }, 1)]), default);
        await traffic.AddAsync(Minute + 1, TrafficText.Write([new(series, 4)]), default);
        await traffic.AddAsync(Minute + 12, TrafficText.Write([new(series, 8)]), default);

        Assert.Equal([9_007_199_256, 4, 0], await ReadAsync(traffic, series, HistoryScale.Minute, Minute + 2, 3));
        Assert.Equal([9_007_199_260, 8], await ReadAsync(traffic, series, HistoryScale.TenMinutes, Minute + 12, 2));
        Assert.Equal([9_007_199_268], await ReadAsync(traffic, series, HistoryScale.Hour, Minute, 1));
        var hour = await queue.History!.ReadAsync(HistoryScale.Hour, HistoryTime.Begin(Minute, HistoryScale.Minute), 1, default);
        Assert.Empty(hour[0].Series);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Worker_CountsWhatItSends_AndWhatTelegramRefuses(string store)
    {
        await using var queue = await OpenAsync(store);
        await queue.PushAsync(TestEntry.Of(1, 1000), default);
        var options = new WorkerOptions { StopWhenEmpty = true };
        var worker = new UpdateWorker([queue], new SendingHandler(), options, TimeProvider.System, NullLogger<UpdateWorker>.Instance);
        await worker.RunAsync(default);
        var traffic = queue.Traffic!;
        var read = await traffic.ReadAsync(TrafficSeries.Out, HistoryScale.Hour, DateTimeOffset.UtcNow, 2, default);
        var counts = read.SelectMany(step => step.Counts);

        Assert.Equal(
            [("77", "parked", 1), ("77", "refused", 1), ("77", "sent/answer", 1), ("77", "sent/broadcast", 3)],
            counts.Select(count => (count.Key.Bot, count.Key.What, count.Value)).OrderBy(count => count.What, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("sqlite")]
    public async Task Pauses_AreSeen_WithTheirEnd_UntilTheyAreOver(string store)
    {
        await using var queue = await OpenAsync(store);
        var limits = queue.SendLimits!;
        var wish = new SendWish("77", "5", SendClass.Broadcast) { PerBot = new SendRate(TimeSpan.FromMilliseconds(40), 5) };
        await limits.TakeAsync(wish with { Chat = "9" }, default);
        await limits.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromMinutes(5)), default);
        await limits.NoteRefusedAsync(new SendRefusal(wish with { Chat = "@news" }, TimeSpan.FromMinutes(9)), default);
        await limits.NoteRefusedAsync(new SendRefusal(wish with { Chat = "6" }, TimeSpan.Zero), default);
        var look = await limits.LookAsync(["77", "78"], 10, default);

        Assert.Equal([("77", "@news", 9), ("77", "5", 5)], look.Chats.Select(chat => (chat.Bot, chat.Chat, Minutes(chat.Left))));
        Assert.Equal([("77", 9, true), ("78", 0, false)], look.Bots.Select(bot => (bot.Bot, Minutes(bot.Left), bot.SlowedTo < 25)));
        Assert.Single((await limits.LookAsync([], 1, default)).Chats);
    }

    private static int Minutes(TimeSpan? time) => (int)Math.Ceiling(time?.TotalMinutes ?? 0);

    private static async Task<IEnumerable<long>> ReadAsync(
        ITrafficHistory traffic, TrafficSeries series, HistoryScale scale, long minute, int steps) =>
        (await traffic.ReadAsync(series.Way, scale, HistoryTime.Begin(minute, HistoryScale.Minute), steps, default))
            .Select(step => step.Counts.GetValueOrDefault(series));

    private async Task<IUpdateQueue> OpenAsync(string store)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions());
        return store == "sqlite"
            ? await SqliteUpdateQueue.OpenAsync(
                SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), reader, TimeProvider.System, NullLoggerFactory.Instance, default)
            : await RedisUpdateQueue.ConnectAsync(
                RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Name = "telegram_updates", Prefix = redis.NewPrefix() },
                reader, TimeProvider.System, NullLoggerFactory.Instance, default);
    }

    private sealed class SendingHandler : IUpdateHandler
    {
        public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
        {
            var (limits, wish) = (context.SendLimits!, new SendWish("77", "1000", SendClass.Answer));
            await limits.TakeAsync(wish, cancellationToken);
            await limits.TakeAsync(wish with { Class = SendClass.Broadcast, Chat = "5", Messages = 3 }, cancellationToken);
            await limits.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromMinutes(1)), cancellationToken);
            limits.NoteParked(wish);
            return (await limits.TakeAsync(wish, cancellationToken)).IsTaken ? UpdateOutcome.Fail("no pause") : UpdateOutcome.Handled;
        }
    }
}
