using Polly;
using Polly.CircuitBreaker;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Retrying;
using TgWorker.Core.Tests.Working;

namespace TgWorker.Core.Tests.Retrying;

/// <summary>The examples of docs/resilience.md do what the page says.</summary>
public sealed class DocumentedExamplesTests : IAsyncLifetime
{
    private readonly SessionStage _stage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Configure_HalfOfTheAttemptsFail_ProtectsTheEndpointFromAllChats()
    {
        var options = _stage.Options;
        options.Retry.WaitInWorker = TimeSpan.Zero;
        options.Retry.Configure = pipeline => pipeline
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpdateOutcome>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = attempt => new(attempt.Outcome is { Exception: HttpRequestException } or { Result.Kind: OutcomeKind.Retry }),
            });
        _stage.Handler = new(context => context.UpdateId % 2 == 1 ? UpdateOutcome.Handled : UpdateOutcome.Retry("HTTP 502"));
        for (var id = 1; id <= 20; id++)
        {
            var run = _stage.Run(ScriptedSession.Delivery(id));
            await _stage.Executor.ExecuteAsync(run);
            _stage.Runs.End(run);
        }

        var verdict = await _stage.ExecuteAsync(ScriptedSession.Delivery(22));

        Assert.Equal((VerdictKind.Park, 0, TimeSpan.FromSeconds(15), 20),
            (verdict.Kind, verdict.Failures, verdict.Delay, _stage.Handler.Calls));
    }

    [Theory]
    [InlineData("format", 1, null)]
    [InlineData("http", 19, 60.0)]
    [InlineData("http", 20, null)]
    [InlineData("other", 1, 7.0)]
    public void Policy_OfThePage_Decides(string exception, int attempts, double? seconds)
    {
        Func<FailedTry, TimeSpan?> policy = failed => failed.Exception switch
        {
            FormatException => null,
            HttpRequestException => failed.Attempts < 20 ? TimeSpan.FromMinutes(1) : null,
            _ => failed.Usual,
        };
        Exception thrown = exception switch { "format" => new FormatException(), "http" => new HttpRequestException(), _ =>
            new IOException() };
        var job = new Job { Payload = default, Lane = "main:1" };

        Assert.Equal(seconds, policy(new FailedTry(job, attempts, "broke", thrown, TimeSpan.FromSeconds(7)))?.TotalSeconds);
    }
}
