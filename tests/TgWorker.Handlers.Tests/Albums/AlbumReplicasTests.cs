using System.Globalization;
using TgWorker.Handlers.Tests.Samples;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Handlers.Tests.Albums;

/// <summary>Albums on a real Redis.</summary>
public sealed class AlbumReplicasTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Chats = 12;
    private const int Photos = 4;

    [Fact]
    public async Task OnAlbum_TwoReplicas_EveryAlbumIsHandedOverOnceAndWholeAndInOrder()
    {
        await using var stage = await BotStage.OpenAsync(redis);
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

        await stage.StartAsync<AlbumBot>();
        await stage.StartAsync<AlbumBot>();
        await Eventually.EqualAsync((0L, 0L), async () => await stage.Queue.GetStatusAsync(default) is var status ? (status.Pending, status.InLanes) : default);

        for (var chat = 1; chat <= Chats; chat++)
        {
            Assert.Equal(["before", $"1: {Photos}", "after"], stage.Telegram.Calls.Where(call => call.ChatId == chat).Select(call => call.Text));
            Assert.Equal("""{"albums":1}""", await stage.StateAsync(chat));
        }
    }
}
