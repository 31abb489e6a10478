using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using TgWorker.Bots.BotApi;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>
/// Telegram refused a call. Unless a handler catches it: a 429 lets the chat wait as long as Telegram asks and uses up no try; a
/// request that can never succeed (400, 401, 403, 404) fails the update at once; anything else is a failed try.
/// </summary>
#pragma warning disable CA1032 // Made by the client only, of an answer.
public sealed class TelegramRefusalException : ApiRequestException, IUpdateOutcomeSource
#pragma warning restore CA1032
{
    internal TelegramRefusalException(string description, int code, ResponseParameters? parameters)
        : base(description, code, parameters)
    {
    }

    /// <inheritdoc/>
    public UpdateOutcome Outcome => OutcomeOf(this);

    internal static UpdateOutcome OutcomeOf(ApiRequestException refusal)
    {
        TimeSpan? wait = refusal.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return BotApiException.OutcomeOf(refusal.ErrorCode, wait, $"Telegram refused a call: {refusal.ErrorCode} {refusal.Message}");
    }

    /// <summary>Makes Telegram.Bot throw it.</summary>
    internal sealed class Parser : IExceptionParser
    {
        public ApiRequestException Parse(ApiResponse apiResponse) =>
            new TelegramRefusalException(apiResponse.Description ?? "", apiResponse.ErrorCode, apiResponse.Parameters);
    }
}
