using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class DuplicatesTests
{
    [Fact]
    public async Task SameUpdateAgain_WithAnotherUuid_IsHandledOnce()
    {
        await using var stage = await Stage.SetAsync();
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 200, chats: 10);
        // Before it was handled, and after.
        await stage.PushInTurnAsync(updates: 200, chats: 10);
        await stage.EmptyAsync();
        await stage.PushInTurnAsync(updates: 200, chats: 10);
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        Assert.Equal(200, stage.History.Starts);
    }

    [Fact]
    public async Task SameUpdateAgain_AfterItsWorkerWasKilled_IsHandledOnceMoreAtTheMost()
    {
        await using var stage = await Stage.SetAsync();
        stage.Script.First(1, new Behaviour.KillSender());
        await stage.Fleet.StartAsync(2);
        await stage.PushAsync((1, 1), (1, 2));
        await stage.PushAsync((1, 1), (1, 2));
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        Assert.Equal([1, 1, 2], stage.History.Read().Runs.Select(run => run.UpdateId));
    }
}
