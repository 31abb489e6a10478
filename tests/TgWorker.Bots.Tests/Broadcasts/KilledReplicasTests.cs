using Microsoft.Extensions.Logging.Abstractions;
using Telegram.Bot.Requests;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>
/// Replicas that send a broadcast are killed: nobody is left out, at most what was under way comes twice, and the figures are exact.
/// </summary>
public sealed class KilledReplicasTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private const int Recipients = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-broadcast-");

    private static string Handlers => typeof(ReminderBot.ReminderBot).Assembly.Location;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task OnRedis_OneOfThreeIsKilled_NobodyIsLeftOutAndTheFiguresAreExact()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await using var fleet = stage.Fleet(Handlers, BotStage.NoLimits);

        await SendWhileKillingAsync(stage.Queue, stage.Telegram, fleet, replicas: 3, kills: 3, together: 1);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public async Task OnOneFile_OneOfTwoIsKilledOrBoth_NobodyIsLeftOutAndTheFiguresAreExact(int kills, int together)
    {
        var file = Path.Combine(_directory.FullName, "bot.db");
        await using var telegram = new BotApiStandIn();
        await using var queue = await SqliteUpdateQueue.OpenAsync(
            file, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance,
            default);
        var settings = BotStage.InEnvironment([("TelegramBots:main:Token", "1:test"), .. BotStage.NoLimits]);
        await using var fleet = new ReplicaFleet(telegram, settings, "--handlers", Handlers, "--sqlite", file);

        await SendWhileKillingAsync(queue, telegram, fleet, replicas: 2, kills, together);
    }

    private static async Task SendWhileKillingAsync(
        IUpdateQueue queue, BotApiStandIn telegram, ReplicaFleet fleet, int replicas, int kills, int together)
    {
        telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(IsBlocked(call.ChatId!.Value)
            ? (403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""") : null);
        var broadcasts = new BotBroadcasts(_ => new(queue.Broadcasts!), TimeProvider.System);
        var started = await broadcasts.StartAsync(
            new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "Hi" }, IsPaid = true },
            Enumerable.Range(1, Recipients).Select(chat => (long)chat).ToAsyncEnumerable());
        fleet.Start(replicas);
        for (var kill = 1; kill <= kills; kill++)
        {
            await telegram.WaitForCallsAsync(kill * Recipients / (kills + 1), Patience);
            await fleet.ReplaceOldestAsync(together);
        }

        await Eventually.EqualAsync(0L, async () => (await broadcasts.FindAsync(started.Id))!.Left, Patience);
        await Eventually.EqualAsync(0L, async () => (await queue.GetStatusAsync(default)).InLanes, Patience);
        var calls = await fleet.EndAsync();

        var gone = Enumerable.Range(1, Recipients).Count(chat => IsBlocked(chat));
        var done = (await broadcasts.FindAsync(started.Id))!;
        Assert.Equal((BroadcastState.Done, (long)(Recipients - gone), (long)gone, 0L, 0L),
            (done.State, done.Sent, done.Gone, done.Failed, done.Skipped));
        Assert.Equal(Enumerable.Range(1, Recipients).Where(chat => IsBlocked(chat)).Select(chat => (long)chat),
            await broadcasts.MissesAsync(started.Id).Select(miss => miss.Chat).Order().ToListAsync());
        Assert.Equal(0, (await queue.GetStatusAsync(default)).Failed);
        for (var chat = 1; chat <= Recipients; chat++)
        {
            calls.AssertInOrder(chat, ["Hi"]);
        }
    }

    private static bool IsBlocked(long chat) => chat % 50 == 0;
}
