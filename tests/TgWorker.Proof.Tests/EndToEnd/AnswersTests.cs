using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class AnswersTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task RetryAfter_ParksItsChatAloneAndUsesUpNoTry(int status)
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 1, Concurrency = 2 });
        var wait = new Behaviour.Answer(status) { RetryAfter = "1" };
        stage.Script.First(1, wait, wait);
        await stage.Fleet.StartAsync();
        await stage.PushAsync((1, 1), (1, 2));
        await stage.PushAsync([.. Enumerable.Range(1, 100).Select(i => (2L + (i % 5), 100L + i))]);

        await stage.HandledAsync(100);
        // The others were done while the chat waited.
        Assert.DoesNotContain(stage.History.Read().Runs, run => run.UpdateId == 2);
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        var runs = stage.History.Read().Runs.Where(run => run.UpdateId == 1).ToArray();
        Assert.Equal([1, 1, 1], runs.Select(run => run.Attempt));
        Assert.InRange(runs[1].Started - runs[0].Ended, TimeSpan.FromSeconds(1), TimeSpan.MaxValue);
        Assert.InRange(runs[2].Started - runs[1].Ended, TimeSpan.FromSeconds(1), TimeSpan.MaxValue);
    }

    [Theory]
    [InlineData(410)]
    [InlineData(422)]
    public async Task GoneOrUnprocessable_FailsAtOnceAndTheChatGoesOn(int status)
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 10 });
        stage.Script.Always(1, new Behaviour.Answer(status));
        await stage.Fleet.StartAsync();
        await stage.PushAsync((1, 1), (1, 2));
        await stage.EmptyAsync();

        await stage.AllHandledAsync(failed: 1);
        Assert.Equal([1, 2], stage.History.Read().Runs.Select(run => run.UpdateId));
    }

    [Fact]
    public async Task ServerError_IsTriedAgainInItsPlace()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 3 });
        stage.Script.First(1, new Behaviour.Answer(500), new Behaviour.Answer(404));
        stage.Script.Always(2, new Behaviour.Answer(503));
        await stage.Fleet.StartAsync(2);
        await stage.PushAsync((1, 1), (1, 2), (1, 3));
        await stage.EmptyAsync();

        await stage.AllHandledAsync(failed: 2);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1)],
            stage.History.Read().Runs.Select(run => (run.UpdateId, run.Attempt)));
    }

    [Fact]
    public async Task NoAnswer_IsCutOffByTheTimeLimitAndTriedAgain()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Tries = 2 });
        stage.Script.First(1, new Behaviour.Hang());
        stage.Script.Always(2, new Behaviour.Hang());
        await stage.Fleet.StartAsync(1, "--timeout", "0.3");
        await stage.PushAsync((1, 1), (1, 2), (1, 3));
        await stage.EmptyAsync();

        await stage.AllHandledAsync(failed: 2);
        Assert.Equal([1, 1, 2, 2, 3], stage.History.Read().Runs.Select(run => run.UpdateId));
    }
}
