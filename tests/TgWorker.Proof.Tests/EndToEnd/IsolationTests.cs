using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class IsolationTests
{
    private const int Flood = 1000;
    private const int Floods = 5;

    [Fact]
    public async Task UpdateOfAnotherChat_BehindAThousandOfOne_IsHandledWithinATenthOfASecond()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(20)) });
        await stage.Fleet.StartAsync();
        // The first run of a program is slower: its code is compiled then.
        await stage.PushAsync((99, 9999));
        await stage.HandledAsync(1);

        // One pause of the machine must not decide: each flood is measured, and most have to be quick.
        var took = new List<TimeSpan>();
        for (var flood = 1; flood <= Floods; flood++)
        {
            took.Add(await BehindAFloodAsync(stage, flood));
        }

        Assert.InRange(took.Order().ElementAt(Floods / 2), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        Assert.True(await stage.Queue.UnfinishedAsync() > Floods * Flood / 2);
    }

    private static async Task<TimeSpan> BehindAFloodAsync(Stage stage, int flood)
    {
        var first = flood * 10_000L;
        await stage.PushAsync([.. Enumerable.Range(1, Flood).Select(i => ((long)flood, first + i)), (1000 + flood, first)]);
        await Eventually.TrueAsync(() => stage.History.Read().Runs.Any(run => run.UpdateId == first && run.Ending == RunEnding.Accepted));

        var record = stage.History.Read();
        return record.Runs.Single(run => run.UpdateId == first).Ended - record.Pushes[^1].At;
    }

    [Fact]
    public async Task SlowAndFailingChats_ManyOfThem_DoNotHoldUpTheOthers()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Concurrency = 8, Backoff = TimeSpan.FromSeconds(30) });
        for (var chat = 1; chat <= 40; chat++)
        {
            stage.Script.Lane(Entries.LaneOf(chat), new Behaviour.Answer(500));
        }

        await stage.Fleet.StartAsync();
        await stage.PushInTurnAsync(updates: 400, chats: 40);
        await stage.PushAsync([.. Enumerable.Range(1, 100).Select(i => (1000L + (i % 10), 1000L + i))]);
        await stage.HandledAsync(100);

        // Lanes that wait for their next try occupy nothing, though there are five times as many of them as slots.
        var judgement = await stage.JudgeAsync();
        Assert.True(judgement.IsGood, judgement.ToString());
        Assert.Equal(400, await stage.Queue.UnfinishedAsync());
    }
}
