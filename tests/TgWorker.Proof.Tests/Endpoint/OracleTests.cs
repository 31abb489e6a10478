using System.Net;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Endpoint;

public sealed class OracleTests : IAsyncLifetime
{
    private readonly History _history = new();
    private readonly Script _script = new(Behaviour.Ok());
    private readonly HttpClient _client = new();
    private Oracle? _oracle;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _oracle!.DisposeAsync();
        _history.Dispose();
    }

    [Fact]
    public async Task Request_Answered200_IsAnAcceptedRunWithEverythingTheCallerSaid()
    {
        Open();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(update: 7, fence: 3)).StatusCode);

        var run = Assert.Single(_history.Read().Runs);
        Assert.Equal(("main:1", 7, 3, 1, "w1", RunEnding.Accepted),
            (run.Lane, run.UpdateId, run.Fence, run.Attempt, run.Sender, run.Ending));
        Assert.True(run.Ended >= run.Started);
    }

    [Fact]
    public async Task Request_ScriptedAnswers_ComeOneAfterTheOtherThenTheUsualOne()
    {
        Open();
        _script.First(7, new Behaviour.Answer(429) { RetryAfter = "5" }, new Behaviour.Answer(500));

        var first = await PostAsync(7, 1);
        Assert.Equal((429, TimeSpan.FromSeconds(5)), ((int)first.StatusCode, first.Headers.RetryAfter!.Delta));
        Assert.Equal(500, (int)(await PostAsync(7, 1)).StatusCode);
        Assert.Equal(200, (int)(await PostAsync(7, 1)).StatusCode);

        Assert.Equal([RunEnding.Refused, RunEnding.Refused, RunEnding.Accepted], _history.Read().Runs.Select(run => run.Ending));
    }

    [Fact]
    public async Task Caller_GoesAway_ItsRunIsAbandonedBeforeTheNextOfTheLaneStarts()
    {
        Open();
        _script.First(7, new Behaviour.Hang());
        using var cancel = new CancellationTokenSource();
        var hanging = PostAsync(7, 1, cancel.Token);
        await Eventually.TrueAsync(() => _history.Starts == 1);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await PostAsync(7, 2);

        var runs = _history.Read().Runs;
        Assert.Equal([RunEnding.Abandoned, RunEnding.Accepted], runs.Select(run => run.Ending));
        Assert.True(runs[0].Ended <= runs[1].Started);
    }

    [Fact]
    public async Task Fenced_RunWithAnOlderToken_IsRefused()
    {
        Open(fenced: true);
        var answer = new TaskCompletionSource();
        _script.First(7, new Behaviour.Answer(200) { When = answer.Task });
        var late = PostAsync(7, fence: 1);
        await Eventually.TrueAsync(() => _history.Starts == 1);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(7, fence: 2)).StatusCode);

        answer.SetResult();

        Assert.Equal(HttpStatusCode.Conflict, (await late).StatusCode);
        Assert.Equal([RunEnding.Refused, RunEnding.Accepted], _history.Read().Runs.Select(run => run.Ending));
    }

    [Theory]
    [InlineData(false, RunEnding.Abandoned)]
    [InlineData(true, RunEnding.Accepted)]
    public async Task Kill_BeforeOrAfterTheEffect_NamesTheSenderAndNotesTheEffect(bool afterEffect, RunEnding ending)
    {
        Open();
        using var cancel = new CancellationTokenSource();
        var killed = "";
        _oracle!.Kill = sender =>
        {
            killed = sender;
            cancel.Cancel();
        };
        _script.Always(7, new Behaviour.KillSender(afterEffect));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PostAsync(7, 1, cancel.Token));

        await Eventually.EqualAsync(ending, () => Task.FromResult(_history.Read().Runs[0].Ending));
        Assert.Equal("w1", killed);
    }

    private void Open(bool fenced = false) => _oracle = new Oracle(_history, _script, fenced);

    private async Task<HttpResponseMessage> PostAsync(long update, long fence, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _oracle!.AddressFor("w1")) { Content = new StringContent("{}") };
        request.Headers.Add("X-TgWorker-Lane", "main:1");
        request.Headers.Add("X-TgWorker-Update", $"{update}");
        request.Headers.Add("X-TgWorker-Fence", $"{fence}");
        request.Headers.Add("X-TgWorker-Attempt", "1");
        return await _client.SendAsync(request, cancellationToken);
    }
}
