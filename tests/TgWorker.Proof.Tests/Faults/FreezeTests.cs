using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>A process that stands still beyond its lease and then goes on, believing itself alive.</summary>
public class FreezeTests
{
    [Fact]
    public async Task FrozenBeyondTheLease_WithHandlersUnderWay_CancelsThemAndItsLateWritesAreRefused()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Fenced = true });
        var answer = new TaskCompletionSource();
        for (var update = 1; update <= 8; update++)
        {
            // Half of them are answered while the worker stands still: it finds the answers when it goes on.
            stage.Script.First(update, update <= 4 ? new Behaviour.Hang() : new Behaviour.Answer(200) { When = answer.Task });
        }

        var frozen = (await stage.Fleet.StartAsync())[0];
        await stage.PushInTurnAsync(updates: 200, chats: 8);
        await Eventually.TrueAsync(() => stage.History.Starts == 8);
        stage.Fleet[frozen].Pause();
        answer.SetResult();
        await stage.HandledAsync(4);

        await stage.Fleet.StartAsync();
        await Eventually.TrueAsync(() => stage.History.Starts >= 16);
        stage.Fleet[frozen].Resume();

        await stage.Fleet[frozen].WaitForOutputAsync("lost its lease");
        await stage.EmptyAsync();
        await stage.AllHandledAsync(new CheckerOptions { AcceptedRunsOnly = true });
        var hung = stage.History.Read().Runs.Take(8).Where(run => run.UpdateId <= 4).ToArray();
        Assert.Equal(4, hung.Length);
        Assert.All(hung, run => Assert.Equal((frozen, RunEnding.Abandoned), (run.Sender, run.Ending)));
    }

    [Fact]
    public async Task FrozenAgainAndAgain_UnderLoad_LosesNothingAndKeepsOrder()
    {
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Fenced = true, Lease = TimeSpan.FromSeconds(0.5), Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(2)),
        });
        var workers = await stage.Fleet.StartAsync(3);
        for (var round = 0; round < 4; round++)
        {
            var frozen = stage.Fleet[workers[round % 3]];
            await stage.PushInTurnAsync(updates: 600, chats: 60, firstId: 1 + (round * 600));
            await stage.HandledAsync((round * 600) + 100);
            frozen.Pause();
            // Only what the frozen worker holds is left, until its lease has lapsed.
            await stage.HandledAsync((round + 1) * 600);
            frozen.Resume();
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync(new CheckerOptions { AcceptedRunsOnly = true });
    }
}
