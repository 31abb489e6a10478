using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class OperatorTests
{
    [Fact]
    public async Task Pause_ThenContinue_StopsStartsAndLosesNothing()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)) });
        var workers = await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 1000, chats: 50);
        await stage.HandledAsync(50);

        Assert.Equal(0, (await stage.Fleet.RunAsync("pause")).ExitCode);
        foreach (var worker in workers)
        {
            await stage.Fleet[worker].WaitForOutputAsync("paused by an operator");
        }

        await Eventually.TrueAsync(async () => await HoldingAsync(stage) == 0);
        var started = stage.History.Starts;
        await stage.PushInTurnAsync(updates: 100, chats: 50, firstId: 1001);
        var status = await stage.Fleet.RunAsync("status", "--json");
        Assert.Contains("\"paused\":true", status.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(started, stage.History.Starts);

        Assert.Equal(0, (await stage.Fleet.RunAsync("continue")).ExitCode);
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task PauseBot_ThenContinue_HoldsItsUpdatesBackAndNoOtherBots()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(5)) });
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 1000, chats: 200);
        await stage.HandledAsync(50);

        var paused = await stage.Fleet.RunAsync("pause", "--bot", "main");
        Assert.Equal((0, "telegram_updates: bot main paused"), (paused.ExitCode, paused.Output));
        await Eventually.TrueAsync(async () => await HoldingAsync(stage) == 0);
        var started = stage.History.Starts;
        await stage.PushInTurnAsync(updates: 200, chats: 200, firstId: 1001);
        await stage.PushOfAsync("other", 1, 5001);
        await stage.PushOfAsync("other", 1, 5002);
        await stage.HandledAsync(stage.History.Handled + 2);

        Assert.Equal(["other:1", "other:1"], stage.History.Read().Runs.Skip(started).Select(run => run.Lane));
        var status = await stage.Fleet.RunAsync("status");
        Assert.Contains("main paused, with 200 chats set aside", status.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await stage.Fleet.RunAsync("continue", "--bot", "main")).ExitCode);
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Restart_EveryWorkerExitsWithZeroAndWhatIsLeftIsDoneByTheNext()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Concurrency = 4, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)) });
        var workers = await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 2000, chats: 50);
        await stage.HandledAsync(50);

        Assert.Equal(0, (await stage.Fleet.RunAsync("restart")).ExitCode);

        foreach (var worker in workers)
        {
            Assert.Equal(0, await stage.Fleet[worker].WaitForExitAsync());
        }

        Assert.True(stage.History.Handled < 2000);
        stage.Script.Otherwise = Behaviour.Ok();
        await stage.Fleet.StartAsync();
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Drain_PutsTheLanesBackInOrderAndAWorkerCanGoOnFromThere()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Backoff = TimeSpan.FromMinutes(10) });
        for (var update = 1; update <= 5; update++)
        {
            stage.Script.First(update, new Behaviour.Answer(500));
        }

        var worker = (await stage.Fleet.StartAsync())[0];
        await stage.PushInTurnAsync(updates: 50, chats: 5);
        await Eventually.TrueAsync(async () => stage.History.Starts == 5 && await HoldingAsync(stage) == 0);
        Assert.Equal(0, await stage.Fleet.StopAsync(worker));

        var drained = await stage.Fleet.RunAsync("drain");
        Assert.Equal((0, "telegram_updates: 50 jobs put back on the list"), (drained.ExitCode, drained.Output));
        Assert.Equal(50, await stage.Queue.Database.ListLengthAsync(stage.Queue.Key));

        await stage.Fleet.StartAsync();
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task CancelChat_HandlerThatHangs_FailsWithoutAnotherTryAndTheChatGoesOn()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Lease = TimeSpan.FromSeconds(20), Backoff = TimeSpan.Zero });
        stage.Script.Always(1, new Behaviour.Hang());
        await stage.PushInTurnAsync(updates: 20, chats: 4);
        var worker = (await stage.Fleet.StartAsync())[0];
        await stage.HandledAsync(15);
        var run = Assert.Single(stage.History.Read().Runs, run => run.UpdateId == 1);

        var refused = await stage.Fleet.RunAsync("chat", "cancel", run.Lane, "--update", "5");
        Assert.Equal(1, refused.ExitCode);
        var cancelled = await stage.Fleet.RunAsync("chat", "cancel", run.Lane, "--update", "1");

        Assert.Equal(0, cancelled.ExitCode);
        await stage.EmptyAsync(TimeSpan.FromSeconds(10));
        await stage.Fleet[worker].WaitForOutputAsync("The handler of update 1 of chat");
        await stage.AllHandledAsync(failed: 1);
        var failed = await stage.Fleet.RunAsync("failed", "list");
        Assert.Contains("It was cancelled by an operator (", failed.Output, StringComparison.Ordinal);
        Assert.Single(stage.History.Read().Runs, run => run.UpdateId == 1);
    }

    // How many lanes workers hold: nothing is under way when there are none.
    private static async Task<long> HoldingAsync(Stage stage)
    {
        var held = 0L;
        foreach (var worker in await stage.Queue.Database.SortedSetRangeByRankAsync(stage.Queue.Key + ":workers"))
        {
            held += await stage.Queue.Database.SetLengthAsync($"{stage.Queue.Key}:holding:{worker}");
        }

        return held;
    }
}
