using TgWorker.Core.Handling;

namespace TgWorker.Handlers;

/// <summary>Takes every update for handled.</summary>
internal sealed class NoneHandler : IUpdateHandler
{
    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(UpdateOutcome.Handled);
}
