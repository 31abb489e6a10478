using TgWorker.Bots.Remembering;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Albums;

/// <summary>What stands around the routing, and around a route that takes albums, to hand each of them over once.</summary>
internal static class AlbumRoute
{
    /// <summary>Nothing could be written, so nothing was settled: whoever has the lane handles the update.</summary>
    public static readonly UpdateOutcome LostLane = UpdateOutcome.Wait(TimeSpan.Zero, "The chat is with another worker by now.");

    private static readonly UpdateOutcome Unreachable =
        UpdateOutcome.Wait(TimeSpan.FromSeconds(1), "What is remembered of the chat's albums cannot be reached.");

    /// <summary>Around everything: finishes messages that were handed over with another, and remembers what was handed over.</summary>
    public static async ValueTask<UpdateOutcome> EnterAsync(UpdateContext context, UpdateDelegate next, CancellationToken cancellationToken)
    {
        try
        {
            var turn = await AlbumTurn.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            if (turn.IsHandedOver)
            {
                return UpdateOutcome.Handled;
            }

            context.Keep(turn);
            var (outcome, refusal) = await HandledRefusal.RunAsync(next, context, cancellationToken).ConfigureAwait(false);
            if (outcome.Kind is OutcomeKind.Handled or OutcomeKind.Skip && !await turn.WriteAsync(cancellationToken).ConfigureAwait(false))
            {
                return LostLane;
            }

            HandledRefusal.Rethrow(refusal);
            return outcome;
        }
        catch (QueueUnavailableException)
        {
            return Unreachable;
        }
    }

    /// <summary>Around the handler of a route: has it wait until the album is whole.</summary>
    public static UpdateDelegate Gather(UpdateDelegate handle, TimeSpan quiet, TimeProvider time) => async (context, cancellationToken) =>
    {
        var turn = context.Find<AlbumTurn>()!;
        try
        {
            if (await turn.GatherAsync(quiet, time, cancellationToken).ConfigureAwait(false) is { } wait)
            {
                return wait;
            }
        }
        catch (QueueUnavailableException)
        {
            // Here, not further out: hooks for the handlers' errors need not see it.
            return Unreachable;
        }

        turn.Give();
        var outcome = await handle(context, cancellationToken).ConfigureAwait(false);
        if (outcome.Kind == OutcomeKind.Skip)
        {
            turn.Leave();
        }

        return outcome;
    };
}
