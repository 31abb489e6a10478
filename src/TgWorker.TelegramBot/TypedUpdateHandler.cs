using Telegram.Bot.Exceptions;
using TgWorker.Handling;

namespace TgWorker.TelegramBot;

/// <summary>Lets the worker run a handler that is written with Telegram.Bot's types.</summary>
/// <param name="handler">The handler.</param>
/// <param name="bots">The clients it answers with.</param>
public sealed class TypedUpdateHandler(ITypedUpdateHandler handler, ITelegramBots bots) : IUpdateHandler
{
    private const int TooManyRequests = 429;

    // A wait uses up no try: with none at all, the update would go round without a breath.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await handler.HandleAsync(new TypedUpdateContext(context, bots), cancellationToken);
        }
        catch (ApiRequestException e) when (e is { ErrorCode: TooManyRequests, Parameters.RetryAfter: { } seconds })
        {
            var wait = TimeSpan.FromSeconds(seconds);
            return UpdateOutcome.Wait(wait < ShortestWait ? ShortestWait : wait, $"Telegram asks to wait {seconds} s (429).");
        }
        catch (UnreadableUpdateException e)
        {
            return UpdateOutcome.Fail(e.Message);
        }
    }
}
