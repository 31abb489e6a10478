using TgWorker.Core.Handling;
using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>Notes its runs in the history itself, where no process lies between.</summary>
internal sealed class RecordingHandler(History history, string name) : IUpdateHandler
{
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(20);

    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        var run = history.Start(context.Lane, context.UpdateId!.Value, context.Fence, context.Attempt, name);
        try
        {
            await Task.Delay(Time, cancellationToken);
            history.End(run, RunEnding.Accepted);
            return UpdateOutcome.Handled;
        }
        catch (OperationCanceledException)
        {
            history.End(run, RunEnding.Abandoned);
            throw;
        }
    }
}
