using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class FloodTests
{
    private const int Flood = 5000;
    private const int Others = 300;
    private const int Chats = 20;

    [Fact]
    public async Task OneChatWithThousandsOfUpdates_BehindA429_DoesNotHoldUpTheOthers()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Concurrency = 8 });
        stage.Script.First(1, new Behaviour.Answer(429) { RetryAfter = "10" });
        await stage.Fleet.StartAsync(2);
        await stage.PushAsync([.. Enumerable.Range(1, Flood).Select(i => (1L, (long)i))]);
        await Eventually.EqualAsync(0L, () => stage.Queue.Database.ListLengthAsync(stage.Queue.Key));

        for (var i = 0; i < Others; i++)
        {
            await stage.PushAsync((2L + (i % Chats), Flood + 1L + i));
            await stage.HandledAsync(i + 1);
        }

        // All of the flood still waits for its first update.
        Assert.Equal(Others, stage.History.Handled);
        var waits = stage.History.Read().Waits(lane => lane != Entries.LaneOf(1));
        Assert.Equal(Others, waits.Count);
        Assert.InRange(waits[(int)(waits.Count * 0.99)], TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }
}
