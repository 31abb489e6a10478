using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using TgWorker.Core.Handling;

namespace TgWorker.Core.Retrying;

/// <summary>
/// The Polly pipelines around a handler: tries (retry, over verdicts), and within each the strategies of the user and the time limit
/// (over outcomes). One for a worker, whatever its queues. Short waits between tries are waited for here; a long one ends the tries, and
/// the queue waits.
/// </summary>
internal sealed class RetryPipeline
{
    /// <summary>The name of the pipeline around each call of the handler, in Polly's telemetry.</summary>
    public const string Name = "tgworker.attempt";

    // Timers count by a clock that ticks every few milliseconds, and may fire that much too early. What a Retry-After or a
    // backoff asks for is waited for in full.
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(5);

    private static readonly ResiliencePropertyKey<ITries> Key = new("tgworker.tries");

    private readonly ResiliencePipeline<Verdict> _tries;
    private readonly ResiliencePipeline<UpdateOutcome> _attempt;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A strategy that was added is not configured
    /// right.</exception>
    public RetryPipeline(RetryOptions options, TimeProvider time)
    {
        HasStrategies = options.Configure is not null;
        _tries = new ResiliencePipelineBuilder<Verdict> { Name = "tgworker.tries", TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Verdict>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static arguments => new(arguments.Outcome is { Exception: null, Result.Kind: VerdictKind.Rest }),
                DelayGenerator = static arguments => new(InFull(arguments.Outcome.Result.Delay)),
                OnRetry = static arguments => TriesOf(arguments.Context).RestAsync(arguments.Outcome.Result),
            })
            .Build();

        var attempt = new ResiliencePipelineBuilder<UpdateOutcome> { Name = Name, TimeProvider = time };
        options.Configure?.Invoke(attempt);
        _attempt = attempt
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static arguments => new(TriesOf(arguments.Context).TimeLimit ?? Timeout.InfiniteTimeSpan),
            })
            .Build();
    }

    /// <summary>Whether strategies of the user stand around the handler: they may call it more than once.</summary>
    public bool HasStrategies { get; }

    /// <summary>Makes tries until one decides what becomes of the job. Nothing that breaks on the way is thrown: it decides too.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Verdict> RunAsync(ITries tries, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Key, tries);
        try
        {
            var outcome = await _tries.ExecuteOutcomeAsync(TryAsync, context, tries).ConfigureAwait(false);
            return outcome.Exception is { } exception ? tries.Conclude(exception) : outcome.Result;
        }
#pragma warning disable CA1031 // Nothing on a job's way may end unobserved.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return tries.Conclude(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>One try: the strategies around the handler, and the handler itself.</summary>
    public ValueTask<Outcome<UpdateOutcome>> AttemptAsync<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<UpdateOutcome>>> handler, ResilienceContext context, TState state) =>
        _attempt.ExecuteOutcomeAsync(handler, context, state);

    private static ITries TriesOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private static TimeSpan InFull(TimeSpan delay) => delay > TimeSpan.Zero ? delay + TimerTick : delay;

    private static ValueTask<Outcome<Verdict>> TryAsync(ResilienceContext context, ITries tries)
    {
        var verdict = tries.TryAsync(context);
        return verdict.IsCompletedSuccessfully ? Outcome.FromResultAsValueTask(verdict.Result) : AwaitAsync(verdict);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Outcome<Verdict>> AwaitAsync(ValueTask<Verdict> verdict)
    {
        try
        {
            return Outcome.FromResult(await verdict.ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Polly wants it as a value.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Outcome.FromException<Verdict>(exception);
        }
    }
}
