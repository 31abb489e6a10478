using System.Globalization;
using Telegram.Bot.Requests;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Outbox;

/// <summary>Replicas that send what is in the outbox are killed: in order per chat, none lost, at most what was under way twice.</summary>
public sealed class KilledReplicasTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Chats = 25;
    private const int Messages = 1_000;
    private const int Kills = 3;

    [Fact]
    public async Task Sent_ReplicasAreKilled_InOrderNoneLostOnlyWhatWasUnderWayTwice()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var outbox = QueueOutbox.Of(_ => new(stage.Queue), TimeProvider.System);
        for (var i = 0; i < Messages; i++)
        {
            var chat = 1_000 + (i % Chats);
            await outbox.SendAsync("main", chat, new SendMessageRequest { ChatId = chat, Text = Text(i) });
        }

        var calls = await stage.HandleWhileKillingAsync(
            typeof(ReminderBot.ReminderBot).Assembly.Location, replicas: 3, Kills, kill => kill * Messages / (Kills + 1),
            TimeSpan.FromMinutes(2), left: null, BotStage.NoLimits);

        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        for (var chat = 0; chat < Chats; chat++)
        {
            calls.AssertInOrder(1_000 + chat, [.. Enumerable.Range(0, Messages).Where(i => i % Chats == chat).Select(Text)]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
