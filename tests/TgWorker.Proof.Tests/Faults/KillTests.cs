using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class KillTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingKeepsOrderAndResumesInTime()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Lease = Lease, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(3)) });
        await stage.Fleet.StartAsync(2);
        var random = new Random(20251);
        for (var kill = 0; kill < 6; kill++)
        {
            var more = random.Next(50, 400);
            var before = stage.History.Handled;
            await stage.PushInTurnAsync(updates: 400, chats: 40, firstId: 1 + (kill * 400));
            await stage.HandledAsync(before + more);
            stage.Fleet.Kill(stage.Fleet.Names[random.Next(2)]);
            stage.Fleet.Start();
            await stage.HandledAsync((kill + 1) * 400);
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync(new CheckerOptions { Lease = Lease });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_BeforeOrAfterTheUpdateTookEffect_RepeatsItInItsPlace(bool afterEffect)
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Lease = Lease });
        stage.Script.First(2, new Behaviour.KillSender(afterEffect));
        await stage.Fleet.StartAsync(2);
        await stage.PushAsync((1, 1), (1, 2), (1, 3));
        await stage.EmptyAsync();

        await stage.AllHandledAsync(new CheckerOptions { Lease = Lease });
        Assert.Equal([1, 2, 2, 3], stage.History.Read().Runs.Select(run => run.UpdateId));
        Assert.All(stage.History.Read().Runs, run => Assert.Equal(1, run.Attempt));
    }

    [Fact]
    public async Task Kill_BeforeTheOutcomeIsWritten_RepeatsTheUpdateAndNothingElse()
    {
        // The proxy holds the worker's write back, the endpoint has answered: between the two the worker dies.
        await using var stage = await Stage.SetAsync(new StageOptions { Lease = Lease, Proxied = true });
        var first = (await stage.Fleet.StartAsync())[0];
        stage.Oracle.Arrived = arrival => stage.Proxy!.Freeze();
        await stage.PushAsync((1, 1), (1, 2));
        await stage.HandledAsync(1);

        stage.Oracle.Arrived = null;
        stage.Fleet.Kill(first);
        stage.Proxy!.Cut();
        stage.Proxy.Thaw();
        await stage.Fleet.StartAsync();
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        Assert.Equal([1, 1, 2], stage.History.Read().Runs.Select(run => run.UpdateId));
    }
}
