using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class FloodTests
{
    private const int Flood = 5000;
    private const int Others = 500;

    [Fact]
    public async Task OneChatWithThousandsOfUpdates_BehindA429_DoesNotHoldUpTheOthers()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Concurrency = 8 });
        stage.Script.First(1, new Behaviour.Answer(429) { RetryAfter = "3" });
        await stage.Fleet.StartAsync(2);
        await stage.PushAsync([.. Enumerable.Range(1, Flood).Select(i => (1L, (long)i))]);

        for (var batch = 0; batch < 10; batch++)
        {
            await stage.PushAsync([.. Enumerable.Range(0, Others / 10).Select(i => (2L + i, Flood + 1L + (batch * (Others / 10)) + i))]);
            await stage.HandledAsync((batch + 1) * Others / 10);
        }

        // All of the flood still waits for its first update.
        Assert.Equal(Others, stage.History.Handled);
        var waits = stage.History.Read().Waits(lane => lane != Entries.LaneOf(1));
        Assert.Equal(Others, waits.Count);
        Assert.InRange(waits[(int)(waits.Count * 0.99)], TimeSpan.Zero, TimeSpan.FromMilliseconds(500));

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }
}
