using Telegram.Bot.Exceptions;
using TgWorker.Bots.Clients;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>
/// Telegram refused a call. The message is Telegram's own description, as in Telegram.Bot; <see cref="Reason"/> says what it means. If the
/// handler does not catch it, it decides what becomes of the update. A 429 makes the chat wait as long as Telegram asks, without counting
/// as a try. Something that nobody can change (a user who blocked the bot, an edit that changes nothing) finishes the update as handled
/// and keeps the changes of its state. A request that can never succeed (400, 401, 403, 404) makes it a failed job. Anything else is a
/// failed try.
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

    /// <summary>The method that was called, such as <c>sendMessage</c>; null if the client does not tell.</summary>
    public string? Method { get; }

    /// <summary>The chat or user that the call was about, if any.</summary>
    public string? Chat { get; }

    /// <summary>Why the call was refused.</summary>
    public RefusalReason Reason { get; }

    /// <inheritdoc/>
    public UpdateOutcome Outcome { get; }
}
