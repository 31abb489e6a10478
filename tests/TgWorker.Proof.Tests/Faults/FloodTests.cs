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
        stage.Script.Always(1, new Behaviour.Answer(429) { RetryAfter = "1" });
        await stage.Fleet.StartAsync(2);
        var usual = await P99Async(stage, firstId: 1_000_000);

        await stage.PushAsync([.. Enumerable.Range(1, Flood).Select(i => (1L, (long)i))]);
        await Eventually.EqualAsync(0L, () => stage.Queue.Database.ListLengthAsync(stage.Queue.Key));
        var flooded = await P99Async(stage, firstId: 2_000_000);

        // All of the flood still waited for its first update, and the others did not notice.
        Assert.Equal(2 * Others, stage.History.Handled);
        Assert.InRange(flooded, TimeSpan.Zero, usual + TimeSpan.FromMilliseconds(100));
        stage.Script.Always(1, Behaviour.Ok());
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    // From the push to the start of the handler; one update after the other, so that none waits for another.
    private static async Task<TimeSpan> P99Async(Stage stage, long firstId)
    {
        var before = stage.History.Handled;
        for (var i = 0; i < Others; i++)
        {
            await stage.PushAsync((2L + (i % Chats), firstId + i));
            await stage.HandledAsync(before + i + 1);
        }

        var record = stage.History.Read();
        var ids = record.Pushes.ToDictionary(push => push.UpdateId, push => push.At);
        var waits = record.Runs.Where(run => run.UpdateId >= firstId).Select(run => run.Started - ids[run.UpdateId]).Order().ToArray();
        return waits[(int)(waits.Length * 0.99)];
    }
}
