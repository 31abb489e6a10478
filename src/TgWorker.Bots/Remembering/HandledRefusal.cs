using System.Runtime.ExceptionServices;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Remembering;

/// <summary>Exceptions that finish an update as handled: what was changed until then is kept, as if the handler had returned.</summary>
internal static class HandledRefusal
{
    /// <summary>Runs what is inside.</summary>
    /// <returns>Its outcome; and the exception, to be thrown again once the changes are written.</returns>
    public static async ValueTask<(
        UpdateOutcome Outcome, Exception? Refusal)> RunAsync(
            UpdateDelegate next, UpdateContext context, CancellationToken cancellationToken)
    {
        try
        {
            return (await next(context, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is IUpdateOutcomeSource { Outcome.Kind: OutcomeKind.Handled })
        {
            return (UpdateOutcome.Handled, e);
        }
    }

    /// <summary>Throws it again, with its own stack, for those further out.</summary>
    public static void Rethrow(Exception? refusal)
    {
        if (refusal is not null)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }
    }
}
