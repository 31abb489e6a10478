using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Sqlite;

/// <summary>Several processes on one file.</summary>
public class SharedFileTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1.5);
    private static readonly long[] Poison = [77, 1234, 1999];

    [Fact]
    public async Task TwoWorkers_OneOrTheOtherKilled_LoseNothingAndKeepOrder()
    {
        await using var stage = await SqliteStage.SetAsync(new StageOptions
        {
            Lease = Lease, Concurrency = 6, Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)),
        });
        foreach (var update in Poison)
        {
            stage.Script.Always(update, new Behaviour.Answer(500));
        }

        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 2500, chats: 100);
        using var timer = new PeriodicTimer(Between);
        for (var kill = 0; await timer.WaitForNextTickAsync() && await stage.UnfinishedAsync() > 0; kill++)
        {
            stage.Fleet.Kill(stage.Fleet.Names[kill % 2]);
            stage.Fleet.Start();
        }

        await stage.AllHandledAsync(new CheckerOptions { Lease = Lease }, Poison);
        Assert.True(stage.History.Read().Deaths.Count >= 2);
    }

    [Fact]
    public async Task CancelChat_HandlerThatHangs_FailsWithoutAnotherTryAndTheChatGoesOn()
    {
        await using var stage = await SqliteStage.SetAsync(new StageOptions { Lease = TimeSpan.FromSeconds(20), Backoff = TimeSpan.Zero });
        stage.Script.Always(1, new Behaviour.Hang());
        await stage.PushInTurnAsync(updates: 20, chats: 4);
        await stage.Fleet.StartAsync(2);
        await Eventually.TrueAsync(() => stage.History.Handled == 15);
        var run = Assert.Single(stage.History.Read().Runs, run => run.UpdateId == 1);

        Assert.Equal(0, (await stage.Fleet.RunAsync("chat", "cancel", run.Lane)).ExitCode);

        await stage.EmptyAsync(TimeSpan.FromSeconds(10));
        await stage.AllHandledAsync(new CheckerOptions { Lease = TimeSpan.FromSeconds(20) }, 1);
        Assert.Single(stage.History.Read().Runs, run => run.UpdateId == 1);
    }
}
