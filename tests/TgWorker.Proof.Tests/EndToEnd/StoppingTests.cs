using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class StoppingTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Sigterm_UnderLoad_ExitsWithZeroWithinTheGracePeriodAndAnotherGoesOn()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Tries = 1, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(100)) });
        await stage.PushInTurnAsync(updates: 400, chats: 40);
        var first = (await stage.Fleet.StartAsync(1, "--grace", "5"))[0];
        await stage.HandledAsync(50);

        var asked = stage.History.Now;
        Assert.Equal(0, await stage.Fleet.StopAsync(first, Grace));
        Assert.InRange(stage.History.Now - asked, TimeSpan.Zero, Grace);
        // What ran could end, nothing was thrown away.
        Assert.All(stage.History.Read().Runs, run => Assert.Equal(RunEnding.Accepted, run.Ending));
        Assert.InRange(stage.History.Handled, 50, 399);

        await stage.Fleet.StartAsync();
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        Assert.Equal(400, stage.History.Starts);
    }

    [Fact]
    public async Task Sigterm_HandlersThatOutlastTheGracePeriod_AreCancelledAndGoToAnotherWithAllTheirTries()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 1, Lease = TimeSpan.FromSeconds(20) });
        for (var update = 1; update <= 4; update++)
        {
            stage.Script.First(update, new Behaviour.Hang());
        }

        await stage.PushInTurnAsync(updates: 40, chats: 4);
        var first = (await stage.Fleet.StartAsync(1, "--grace", "0.5"))[0];
        await Eventually.TrueAsync(() => stage.History.Starts >= 4);

        Assert.Equal(0, await stage.Fleet.StopAsync(first, Grace));
        // At once, not when the lease has lapsed.
        await stage.Fleet.StartAsync();
        await stage.EmptyAsync(TimeSpan.FromSeconds(10));

        await stage.AllHandledAsync();
        Assert.All(stage.History.Read().Runs, run => Assert.Equal(1, run.Attempt));
    }

    [Fact]
    public async Task Sigterm_WhileUpdatesWaitForTheirNextTry_KeepsTheTriesTheyHad()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 3, Backoff = TimeSpan.FromSeconds(1.5) });
        stage.Script.First(1, new Behaviour.Answer(500), new Behaviour.Answer(500));
        await stage.PushAsync((1, 1), (1, 2));
        var first = (await stage.Fleet.StartAsync(1, "--grace", "10"))[0];
        await Eventually.TrueAsync(() => stage.History.Starts >= 1);

        Assert.Equal(0, await stage.Fleet.StopAsync(first));
        await stage.Fleet.StartAsync();
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        Assert.Equal([1, 2, 3, 1], stage.History.Read().Runs.Select(run => run.Attempt));
    }
}
