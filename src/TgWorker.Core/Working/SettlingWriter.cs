using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>Writes to the queue until it has answered, and lets runs go on with what the answer brings.</summary>
internal sealed partial class SettlingWriter(SessionLife life, QueueWork work, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromMilliseconds(400);

    /// <summary>Calls until the queue has answered, or the lease is lost and the answer could only be no.</summary>
    /// <returns>The answer; the default when there is none.</returns>
    public async Task<T?> InsistAsync<T>(Func<ValueTask<T>> call)
    {
        while (!life.IsLost)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (QueueUnavailableException exception)
            {
                work.Away(exception);
                await Task.Delay(UnavailablePause, time, life.Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (life.IsLost)
            {
                break;
            }
        }

        return default;
    }

    /// <summary>Whether a run may go on with the next job of its lane.</summary>
    public bool MayTakeNext(LaneRun run) => run.HasSlot && !life.IsLost && work.MayTakeNext(run);

    /// <summary>Lets a run go on with the next job of its lane, if the answer brings one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="answer">What the queue said.</param>
    /// <param name="cause">What the handler threw last, told when nobody else will.</param>
    /// <returns>False when the run ends.</returns>
    public bool GoesOn(LaneRun run, Settled answer, Exception? cause = null)
    {
        // A lost lease is one line for all of them.
        if (!answer.Accepted && !life.IsLost)
        {
            var shown = cause is null ? null : ExceptionText.ForLog(cause);
            Refused(logger, shown, run.Delivery.Job.UpdateId, run.Delivery.Lane);
        }

        if (answer.Next is not { } next)
        {
            return false;
        }

        run.GoOn(next);
        return true;
    }

    [LoggerMessage(121, LogLevel.Warning,
        "The outcome of update {UpdateId} of chat {Lane} was refused: this worker no longer holds the chat, and the update is "
            + "delivered again")]
    private static partial void Refused(ILogger logger, Exception? exception, long? updateId, string lane);
}
