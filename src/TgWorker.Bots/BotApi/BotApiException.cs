using TgWorker.Core.Handling;

namespace TgWorker.Bots.BotApi;

/// <summary>
/// Telegram refused a call. Unless a handler catches it: a 429 lets the chat wait as long as Telegram asks and uses up no try; a
/// request that can never succeed (400, 401, 403, 404) fails the update at once; anything else is a failed try.
/// </summary>
public sealed class BotApiException : UpdateOutcomeException
{
    private const int TooManyRequests = 429;

    // A wait uses up no try: with none at all, the update would go round without a breath.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    internal BotApiException(string method, int code, string description, TimeSpan? retryAfter, long? migrateToChatId)
        : base($"Telegram refused {method}: {code} {description}")
    {
        Code = code;
        Description = description;
        RetryAfter = retryAfter;
        MigrateToChatId = migrateToChatId;
    }

    /// <summary>Creates the exception without details.</summary>
    public BotApiException() => Description = "";

    /// <summary>Creates the exception with a message.</summary>
    public BotApiException(string message)
        : base(message) => Description = message;

    /// <summary>Creates the exception with a cause.</summary>
    public BotApiException(string message, Exception innerException)
        : base(message, innerException) => Description = message;

    /// <summary>Telegram's <c>error_code</c>, an HTTP status.</summary>
    public int Code { get; }

    /// <summary>Telegram's description.</summary>
    public string Description { get; }

    /// <summary>How long Telegram asks to wait.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The supergroup that a group has become.</summary>
    public long? MigrateToChatId { get; }

    /// <inheritdoc/>
    public override UpdateOutcome Outcome => OutcomeOf(Code, RetryAfter, Message);

    /// <summary>What a refusal means for the update, whichever client was refused.</summary>
    internal static UpdateOutcome OutcomeOf(int code, TimeSpan? retryAfter, string message) => code switch
    {
        TooManyRequests => UpdateOutcome.Wait(retryAfter is { } wait && wait > ShortestWait ? wait : ShortestWait, message),
        400 or 401 or 403 or 404 => UpdateOutcome.Fail(message),
        _ => UpdateOutcome.Retry(message),
    };
}
