using TgWorker.Bots.Conversations;
using TgWorker.Bots.Remembering;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots;

/// <summary>Gives handlers the state of the conversation.</summary>
public static class StateRoutes
{
    private static readonly TimeSpan DefaultKeepFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestKeepFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads the conversation's state before the routes are tried, and writes what a handler changed after it has handled the
    /// update, in one step and only while the chat is still with this worker. Costs a round trip per update, and one more for
    /// each that changes something.
    /// </summary>
    /// <param name="routes">The root of the routes.</param>
    /// <param name="keepFor">How long after its last change a chat's state is deleted, 1 second or more. Default 7 days.</param>
    public static UpdateRoutes UseState(this UpdateRoutes routes, TimeSpan? keepFor = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var keep = keepFor ?? DefaultKeepFor;
        if (!routes.IsRoot)
        {
            routes.Register.Faults.Add("UseState(): the state is read before any route is tried: call it on the root, not on a group");
        }
        else if (keep < ShortestKeepFor)
        {
            routes.Register.Faults.Add($"UseState({keep}): a state is kept for at least {ShortestKeepFor}: give more");
        }
        else if (!routes.Register.UsesState)
        {
            routes.Register.Faults.AddRange(routes.Register.BeforeState.Select(before =>
                $"UseState(): {before} comes before it and would not see the state: call UseState() first"));
            routes.Use((context, next, cancellationToken) => HandleAsync(context, next, keep, cancellationToken));
        }

        routes.Register.UsesState = true;
        return routes;
    }

    private static async ValueTask<UpdateOutcome> HandleAsync(
        UpdateContext context, UpdateDelegate next, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        try
        {
            var conversation = await Conversation.ReadAsync(context, cancellationToken).ConfigureAwait(false);
            if (conversation.IsApplied)
            {
                // The handler ran to its end; only the word that it had did not arrive.
                return UpdateOutcome.Handled;
            }

            context.Keep(conversation);
            var (outcome, refusal) = await HandledRefusal.RunAsync(next, context, cancellationToken).ConfigureAwait(false);
            if (outcome.Kind is OutcomeKind.Handled or OutcomeKind.Skip
                && !await conversation.WriteAsync(keepFor, cancellationToken).ConfigureAwait(false))
            {
                return UpdateOutcome.Wait(TimeSpan.Zero, "The chat is with another worker by now.");
            }

            HandledRefusal.Rethrow(refusal);
            return outcome;
        }
        catch (QueueUnavailableException)
        {
            return UpdateOutcome.Wait(UnavailablePause, "The chat's state cannot be reached.");
        }
    }
}
