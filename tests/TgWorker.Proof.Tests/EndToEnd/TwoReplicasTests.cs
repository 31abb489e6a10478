using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class TwoReplicasTests
{
    [Fact]
    public async Task TwoProcesses_OneRedis_KeepOrderAndLoseNothing()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(5)) });
        await stage.PushInTurnAsync(updates: 1000, chats: 20);

        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 1000, chats: 20, firstId: 1001);
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        // Both took part: with one alone the test would prove nothing.
        Assert.Equal(["w1", "w2"], stage.History.Read().Runs.Select(run => run.Sender).Distinct().Order());
    }
}
