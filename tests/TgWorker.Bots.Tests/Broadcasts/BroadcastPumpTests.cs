using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using Telegram.Bot.Requests;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>What comes onto the list, and in which order, while nobody handles it.</summary>
public sealed class BroadcastPumpTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private readonly FakeTelegram _telegram = new(TimeProvider.System);

    public void Dispose() => _telegram.Dispose();

    [Fact]
    public async Task Run_BroadcastsOfDifferentPriority_PutsAllOfTheHigherOneFirst()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        IUpdateQueue queue = stage.Queue;
        var broadcasts = new BotBroadcasts(_ => new(queue.Broadcasts!), TimeProvider.System);
        foreach (var (text, priority) in new[] { ("low", 0), ("high", 5), ("middle", 1) })
        {
            await broadcasts.StartAsync(
                new BroadcastPlan
                {
                    Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = text }, Priority = priority,
                },
                Enumerable.Range(1, 12).Select(chat => (long)chat).ToAsyncEnumerable());
        }

        var bots = new TelegramBots(
            new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:test", BaseUrl = new Uri(stage.Telegram.Url) } },
            _telegram);
        using var stopping = new CancellationTokenSource();
        var pump = new BroadcastPump(queue, queue.Broadcasts!, bots, new OutgoingLimits(), TimeProvider.System, NullLogger.Instance)
            .RunAsync(stopping.Token);
        await Eventually.EqualAsync(36L, async () => (await queue.GetStatusAsync(default)).Pending);
        await stopping.CancelAsync();
        await pump;

        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var entries = await connection.GetDatabase().ListRangeAsync($"{stage.Prefix}queues:telegram_updates");
        Assert.Equal(
            [.. Enumerable.Repeat("high", 12), .. Enumerable.Repeat("middle", 12), .. Enumerable.Repeat("low", 12)],
            entries.Select(entry => ((string)entry!).Split("\"text\":\"")[1].Split('"')[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_LongBroadcast_NoTurnOfTheBotsIsLost(int workers)
    {
        const int Recipients = 400;
        var (queueTime, times) = (new FakeTime(), Enumerable.Range(0, workers).Select(_ => new FakeTime()).ToList());
        await using var queue = (IUpdateQueue)await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), queueTime,
            NullLoggerFactory.Instance, default);
        var broadcast = await new BotBroadcasts(_ => new(queue.Broadcasts!), queueTime).StartAsync(
            new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "x" } },
            Enumerable.Range(1, Recipients).Select(chat => (long)chat).ToAsyncEnumerable());
        var bots = new TelegramBots(new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:test" } }, _telegram);
        using var stopping = new CancellationTokenSource();
        var pumps = times.Select(time => new BroadcastPump(queue, queue.Broadcasts!, bots, new OutgoingLimits(), time, NullLogger.Instance)
            .RunAsync(stopping.Token)).ToList();

        var took = TimeSpan.Zero;
        for (long settled = 0; settled < Recipients;)
        {
            await Task.WhenAll(times.Select(time => time.WaitForTimersAsync()));
            for (var put = (await queue.Broadcasts!.FindAsync(broadcast.Id, default))!.Cursor; settled < put; settled++)
            {
                await queue.Broadcasts!.SettleAsync(broadcast.Id, settled, BroadcastResult.Sent, null, queueTime.GetUtcNow(), default);
            }

            var next = times.Min(time => time.UntilNextTimer!.Value);
            took += next;
            queueTime.Advance(next);
            times.ForEach(time => time.Advance(next));
        }

        // 28 a second; the first may take a second to notice that there is something to do.
        Assert.InRange(took.TotalSeconds, Recipients / 30.0, 1 + (Recipients / 28.0 * 1.01));
        await stopping.CancelAsync();
        await Task.WhenAll(pumps);
    }
}
