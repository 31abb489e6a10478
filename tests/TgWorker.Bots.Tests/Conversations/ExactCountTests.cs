using TgWorker.Bots.Tests.Hosting;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Conversations;

/// <summary>Counters in the chats' state, while the replicas that count are killed.</summary>
public sealed class ExactCountTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Chats = 25;
    private const int Replicas = 3;

    // More of both on demand: the promise is about any number of them.
    private static readonly int Updates = Setting("TGWORKER_TEST_UPDATES", 1_000);
    private static readonly int Kills = Setting("TGWORKER_TEST_KILLS", 4);

    [Fact]
    public async Task State_ReplicasAreKilled_CountsEveryUpdateOnce()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        stage.Telegram.Answer = async (_, _) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30)); // Telegram's own time to answer: updates are under way when a replica dies.
            return null;
        };
        for (var i = 0; i < Updates; i++)
        {
            await stage.PushTextAsync(1_000 + (i % Chats), "x");
        }

        await stage.HandleWhileKillingAsync(
            HandlersOptionTests.EchoBot, Replicas, Kills, kill => kill * Updates / (Kills + 1), TimeSpan.FromMinutes(2));

        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        for (var chat = 0; chat < Chats; chat++)
        {
            Assert.Equal($$"""{"count":{{Updates / Chats}}}""", await stage.StateAsync(1_000 + chat));
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;
}
