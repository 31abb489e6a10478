using Telegram.Bot.Exceptions;
using TgWorker.Bots.Clients;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>
/// Telegram refused a call. Its message is Telegram's own description, as with Telegram.Bot; <see cref="Reason"/> says what it means.
/// Unless a handler catches it, it settles the update: a 429 lets the chat wait as long as Telegram asks and uses up no try; what nobody
/// can do anything about (a user who blocked the bot, an edit that changes nothing) finishes it as handled, what was changed in the state
/// included; a request that can never succeed (400, 401, 403, 404) fails it at once; anything else is a failed try.
/// </summary>
#pragma warning disable CA1032 // Made by the client only, of an answer.
public sealed class TelegramRefusalException : ApiRequestException, IUpdateOutcomeSource
#pragma warning restore CA1032
{
    internal TelegramRefusalException(string? method, string? chat, ApiRequestException refusal, OutgoingOptions? options = null)
        : base(refusal.Message, refusal.ErrorCode, refusal.Parameters, refusal)
    {
        Method = method;
        Chat = chat;
        Reason = RefusalReasons.Of(method, refusal.ErrorCode, refusal.Message);
        Outcome = RefusalReasons.OutcomeOf(
            Reason, refusal.ErrorCode, refusal.Parameters?.RetryAfter,
            $"Telegram refused {method ?? "a call"}: {refusal.ErrorCode} {refusal.Message}", options ?? new OutgoingOptions());
    }

    /// <summary>The method that was called, such as <c>sendMessage</c>; null where the client does not say it.</summary>
    public string? Method { get; }

    /// <summary>The chat or the user that the call was about; null when it was about none.</summary>
    public string? Chat { get; }

    /// <summary>What the refusal means.</summary>
    public RefusalReason Reason { get; }

    /// <inheritdoc/>
    public UpdateOutcome Outcome { get; }
}
