using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class RefusedLaneTests
{
    [Fact]
    public async Task LaneTakenAway_WhileItsUpdateWaitsForItsNextTry_FreesNoSlotTwice()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Concurrency = 2, Tries = 0, Backoff = TimeSpan.FromSeconds(0.3), Lease = TimeSpan.FromSeconds(10),
        });
        stage.Script.Otherwise = new Behaviour.Answer(500);
        var worker = (await stage.Fleet.StartAsync())[0];
        await stage.PushInTurnAsync(updates: 6, chats: 6);
        await Eventually.TrueAsync(() => stage.History.Starts >= 12);

        // As though the worker had been taken for dead, which it does not know yet.
        await stage.Queue.ForgetHeldLanesAsync();
        await stage.Fleet[worker].WaitForOutputAsync("was refused");
        stage.Script.Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(30));
        await stage.PushAsync([.. Enumerable.Range(0, 100).Select(i => (100L + (i % 20), 1000L + i))]);
        await stage.HandledAsync(100);

        var later = stage.History.Read().Runs.Where(run => run.UpdateId >= 1000).ToArray();
        Assert.InRange(later.Max(run => later.Count(other => other.Started <= run.Started && other.Ended > run.Started)), 1, 2);
    }
}
