using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Commands;

/// <summary>A worker in a host tells Telegram the menu when it starts.</summary>
public sealed class MenuAtStartTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Start_DescribedCommandsAndATelegramThatFailsOnce_SetsTheMenu()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        stage.Telegram.Answer = (call, turn) => Task.FromResult<(int, string)?>(
            turn == 0 ? (502, "<html>") : call.Path.EndsWith("/getMyCommands", StringComparison.Ordinal)
                ? (200, """{"ok":true,"result":[]}""") : null);

        await stage.StartAsync<MenuBot>();

        await stage.Telegram.WaitForCallsAsync(3);
        Assert.Equal(["/bot1:test/getMyCommands", "/bot1:test/getMyCommands", "/bot1:test/setMyCommands"],
            stage.Telegram.Calls.Select(call => call.Path));
        Assert.Equal("""[{"command":"start","description":"Begin"}]""", stage.Telegram.Calls[2].Body.GetProperty("commands").ToString());
    }

    private sealed class MenuBot : IBotModule
    {
        public void Map(UpdateRoutes updates) => updates.Add<Handlers>();
    }

    private sealed class Handlers
    {
        [Command("start", Description = "Begin")]
        public static void Start()
        {
        }
    }
}
