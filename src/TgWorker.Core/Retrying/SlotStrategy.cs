using Polly;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;

namespace TgWorker.Core.Retrying;

/// <summary>Gives every attempt a slot: the first has the one it was claimed for, later ones wait for their own.</summary>
internal sealed class SlotStrategy(ResiliencePropertyKey<JobRun> key) : ResilienceStrategy<UpdateOutcome>
{
    protected override ValueTask<Outcome<UpdateOutcome>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<UpdateOutcome>>> callback, ResilienceContext context, TState state)
    {
        var run = context.Properties.GetValue(key, null!);
        return run.HasSlot ? callback(context, state) : WaitAsync(run, callback, context, state);
    }

    private static async ValueTask<Outcome<UpdateOutcome>> WaitAsync<TState>(
        JobRun run, Func<ResilienceContext, TState, ValueTask<Outcome<UpdateOutcome>>> callback, ResilienceContext context, TState state) =>
        await run.Session.ResumeAsync(run).ConfigureAwait(false)
            ? await callback(context, state).ConfigureAwait(false)
            : Outcome.FromResult(UpdateOutcome.Wait(TimeSpan.Zero, "The worker stops."));
}
