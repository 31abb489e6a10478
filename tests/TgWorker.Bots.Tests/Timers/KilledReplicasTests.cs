using System.Globalization;
using System.Text.Json.Nodes;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Timers;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Timers;

/// <summary>
/// Timers that go off while the replicas that move and handle them are killed: in order per chat, none lost, none twice in the state.
/// </summary>
public sealed class KilledReplicasTests(RedisFixture redis) : IClassFixture<RedisFixture>
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

        await stage.HandleWhileKillingAsync(
            typeof(ReminderBot.ReminderBot).Assembly.Location, replicas: 3, Kills, kill =>
                kill * Timers / (Kills + 1), TimeSpan.FromMinutes(2) + TimeSpan.FromMilliseconds(5 * Timers));

        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        var calls = stage.Telegram.Calls.ToLookup(call => call.ChatId);
        for (var chat = 0; chat < Chats; chat++)
        {
            var expected = Enumerable.Range(0, Timers).Where(i => i % Chats == chat).Select(i => $"⏰ {i}").ToList();
            Assert.Equal(expected.Count, (int?)JsonNode.Parse((await stage.StateAsync(1_000 + chat))!)!["sent"]);

            // A call that was under way when its replica died, or lost its lease, may come twice, and late.
            Assert.Equal(expected, calls[1_000 + chat].Select(call => call.Text!).Distinct());
        }

        Assert.InRange(stage.Telegram.Calls.Count - Timers, 0, Kills * Chats);
    }

    private static byte[] JsonOf(int number) => System.Text.Encoding.UTF8.GetBytes($"\"{number.ToString(CultureInfo.InvariantCulture)}\"");

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : otherwise;
}
