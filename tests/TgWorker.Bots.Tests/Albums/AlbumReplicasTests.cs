using System.Globalization;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Albums;

/// <summary>Albums on a real Redis.</summary>
public sealed class AlbumReplicasTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Chats = 12;
    private const int Photos = 4;
    private const int Kills = 5;

    [Fact]
    public async Task OnAlbum_TwoReplicas_EveryAlbumIsHandedOverOnceAndWholeAndInOrder()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await PushAsync(stage);

        await stage.StartAsync<AlbumBot>();
        await stage.StartAsync<AlbumBot>();
        await stage.EmptyAsync();

        for (var chat = 1; chat <= Chats; chat++)
        {
            Assert.Equal(["before", $"1: {Photos}", "after"],
                stage.Telegram.Calls.Where(call => call.ChatId == chat).Select(call => call.Text));
            Assert.Equal("""{"albums":1}""", await stage.StateAsync(chat));
        }
    }

    [Fact]
    public async Task OnAlbum_ReplicasAreKilledMeanwhile_EveryAlbumIsHandedOverWholeAndCountsOnce()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await PushAsync(stage);

        // Right behind the texts before the albums, so that albums wait for their quiet time; and while they are handed over.
        var calls = await stage.HandleWhileKillingAsync(
            typeof(AlbumBot).Assembly.Location, replicas: 2, Kills, kill => kill * Chats / 2, TimeSpan.FromMinutes(1));

        for (var chat = 1; chat <= Chats; chat++)
        {
            // What is asked of Telegram may be asked again by the next replica; what is remembered is remembered once.
            calls.AssertInOrder(chat, ["before", $"1: {Photos}", "after"]);
            Assert.Equal("""{"albums":1}""", await stage.StateAsync(chat));
        }
    }

    private static async Task PushAsync(BotStage stage)
    {
        for (var chat = 1; chat <= Chats; chat++)
        {
            await stage.PushTextAsync(chat, "before");
            for (var photo = 1; photo <= Photos; photo++)
            {
                await stage.PushAsync("message", string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"message_id":{{photo}},"from":{"id":{{chat}},"is_bot":false,"first_name":"Al"},"chat":{"id":{{chat}},"type":"private"},"date":1,"media_group_id":"{{chat}}","caption":"{{photo}}","photo":[]}"""));
            }

            await stage.PushTextAsync(chat, "after");
        }
    }
}
