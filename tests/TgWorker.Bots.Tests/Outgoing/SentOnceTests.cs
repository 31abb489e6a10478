using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Outgoing;

/// <summary>
/// A handler that sends A, a photo, C, on a real queue: the photo is refused, the update is parked, another delivery goes on.
/// </summary>
public sealed class SentOnceTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Photo_IsRefusedAndParked_NextDeliveryGoesOnThere()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var refused = 0;
        stage.Telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(
            call.Method == "sendPhoto" && Interlocked.Exchange(ref refused, 1) == 0
                ? (429, """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}""")
                : null);

        // What is longer than a moment waits in the queue: another worker may have the next delivery.
        await stage.StartAsync<ThreeSends>(("TgWorker:Outgoing:ShortWait", "0"), ("TgWorker:Retry:WaitInWorker", "0"));
        await stage.PushTextAsync(7, "hi");
        await stage.EmptyAsync();

        Assert.Equal(["sendMessage A", "sendPhoto ", "sendPhoto ", "sendMessage C"],
            stage.Telegram.Calls.Select(call => $"{call.Method} {call.Text}"));
        Assert.Equal(2, ThreeSends.Runs);
        Assert.Equal([], await stage.KeysAsync("notes:*"));
    }

    private sealed class ThreeSends : IBotModule
    {
        private static int _runs;

        public static int Runs => Volatile.Read(ref _runs);

        public void Map(UpdateRoutes updates) => updates.OnText(async (Message message, ITelegramBotClient bot) =>
        {
            Interlocked.Increment(ref _runs);
            await bot.SendMessage(message.Chat, "A");
            await bot.SendPhoto(message.Chat, "file-id");
            await bot.SendMessage(message.Chat, "C");
        });
    }
}
