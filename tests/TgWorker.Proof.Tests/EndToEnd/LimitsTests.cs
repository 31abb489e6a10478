using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class LimitsTests
{
    [Fact]
    public async Task Once_RunsOneUpdateAndExits()
    {
        await using var stage = await Stage.SetAsync();
        await stage.PushInTurnAsync(updates: 20, chats: 5);

        Assert.Equal(0, await RunAsync(stage, "--once"));

        Assert.Equal((1, 1, 19L), (stage.History.Starts, stage.History.Handled, await stage.Queue.UnfinishedAsync()));
        Assert.Equal(1, stage.History.Read().Runs[0].UpdateId);
    }

    [Fact]
    public async Task MaxJobs_RunsSoManyUpdatesAndExits()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Concurrency = 4 });
        await stage.PushInTurnAsync(updates: 50, chats: 5);

        Assert.Equal(0, await RunAsync(stage, "--max-jobs", "20"));
        Assert.Equal((20, 20, 30L), (stage.History.Starts, stage.History.Handled, await stage.Queue.UnfinishedAsync()));

        Assert.Equal(0, await RunAsync(stage, "--max-jobs", "30"));
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task StopWhenEmpty_DoesAllThereIsRetriesIncludedAndExits()
    {
        await using var stage = await Stage.SetAsync();
        stage.Script.First(7, new Behaviour.Answer(500), new Behaviour.Answer(500));
        stage.Script.First(8, new Behaviour.Answer(429) { RetryAfter = "1" });
        await stage.PushInTurnAsync(updates: 100, chats: 10);

        Assert.Equal(0, await RunAsync(stage, "--stop-when-empty"));

        await stage.AllHandledAsync();
    }

    private static async Task<int> RunAsync(Stage stage, params string[] limit)
        => await stage.Fleet[stage.Fleet.Start(limit)].WaitForExitAsync();
}
