using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

public class ScalingTests
{
    [Fact]
    public async Task RollingRestart_FromFourToEightToTwo_UnderLoad_LosesNothingAndKeepsOrder()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Concurrency = 4, Lease = TimeSpan.FromSeconds(10), Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(10)),
        });
        await stage.PushInTurnAsync(updates: 3000, chats: 60);
        var four = await stage.Fleet.StartAsync(4);
        await stage.HandledAsync(200);
        await stage.Fleet.StartAsync(4);
        foreach (var old in four)
        {
            Assert.Equal(0, await stage.Fleet.StopAsync(old));
        }

        foreach (var name in stage.Fleet.Names.Take(2))
        {
            Assert.Equal(0, await stage.Fleet.StopAsync(name));
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        // Nobody died: each ran once, and nobody waited for a lease.
        Assert.Equal(3000, stage.History.Starts);
    }
}
