using TgWorker.Handling;

namespace TgWorker.TelegramBot.Tests;

internal sealed class DelegatedHandler(Func<TypedUpdateContext, Task<UpdateOutcome>> handle) : ITypedUpdateHandler
{
    public async ValueTask<UpdateOutcome> HandleAsync(TypedUpdateContext context, CancellationToken cancellationToken)
        => await handle(context);
}
