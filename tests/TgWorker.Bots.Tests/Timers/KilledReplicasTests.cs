using System.Globalization;
using System.Text.Json.Nodes;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Timers;
using TgWorker.TestSupport.Redis;
using Xunit.Abstractions;

namespace TgWorker.Bots.Tests.Timers;

/// <summary>
/// Timers that go off while the replicas that move and handle them are killed: in order per chat, none lost, none twice in the state.
/// </summary>
public sealed class KilledReplicasTests(RedisFixture redis, ITestOutputHelper output) : IClassFixture<RedisFixture>
{
    private const int Chats = 50;

    // More of both on demand: the promise is about any number of them.
    private static readonly int Timers = Setting("TGWORKER_TEST_TIMERS", 1_000);
    private static readonly int Kills = Setting("TGWORKER_TEST_KILLS", 3);

    [Fact]
    public async Task Timers_ReplicasAreKilled_GoOffInOrderAndOnceInTheState()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var first = TimeProvider.System.GetUtcNow().AddSeconds(1);
        await Parallel.ForEachAsync(Enumerable.Range(0, Timers), async (i, stop) =>
        {
            // Within a chat a millisecond apart.
            var timer = new NewTimer(
                new TimerPlace("main", 1_000 + (i % Chats)), $"remind:{i}") { At = first.AddMilliseconds(i / Chats), Payload = JsonOf(i) };
            Assert.True(await stage.Queue.Timers.SetAsync(timer, null, stop));
        });

        // As many as there are: Telegram's limits would stretch them.
        var calls = await stage.HandleWhileKillingAsync(
            typeof(ReminderBot.ReminderBot).Assembly.Location, replicas: 3, Kills, kill => kill * Timers / (Kills + 1),
            TimeSpan.FromMinutes(2) + TimeSpan.FromMilliseconds(5 * Timers), left: null, BotStage.NoLimits);

        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        for (var chat = 0; chat < Chats; chat++)
        {
            var expected = Enumerable.Range(0, Timers).Where(i => i % Chats == chat).Select(i => $"⏰ {i}").ToList();
            Assert.Equal(expected.Count, (int?)JsonNode.Parse((await stage.StateAsync(1_000 + chat))!)!["sent"]);
            calls.AssertInOrder(1_000 + chat, expected);
        }

        output.WriteLine($"{Timers} timers, {Kills} kills: {calls.Repeated} calls came again");
    }

    private static byte[] JsonOf(int number) => System.Text.Encoding.UTF8.GetBytes($"\"{number.ToString(CultureInfo.InvariantCulture)}\"");

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;
}
