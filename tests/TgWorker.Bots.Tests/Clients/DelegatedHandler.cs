using TgWorker.Bots.Clients;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Tests.Clients;

internal sealed class DelegatedHandler(Func<TypedUpdateContext, Task<UpdateOutcome>> handle) : ITypedUpdateHandler
{
    public async ValueTask<UpdateOutcome> HandleAsync(TypedUpdateContext context, CancellationToken cancellationToken)
        => await handle(context);
}
