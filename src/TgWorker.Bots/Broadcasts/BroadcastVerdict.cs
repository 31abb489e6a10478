using Telegram.Bot.Exceptions;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Broadcasts;

/// <summary>What a message that was not sent means for its recipient and its broadcast.</summary>
/// <param name="Result">What became of the recipient.</param>
/// <param name="Reason">Why.</param>
/// <param name="Pauses">Whether it would be the same for all others.</param>
internal sealed record BroadcastVerdict(BroadcastResult Result, string Reason, bool Pauses = false)
{
    /// <summary>After so many tries, a message that finds no answer is given up.</summary>
    public const int Tries = 5;

    private const int LongestReason = 200;

    /// <summary>Decides.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="attempt">Which try it was.</param>
    /// <returns>Null where it is to be tried again.</returns>
    public static BroadcastVerdict? Of(Exception exception, int attempt) => exception switch
    {
        TelegramRefusalException { Reason: RefusalReason.TooManyRequests } => null,
        TelegramRefusalException { Reason: RefusalReason.ChatGone } => new(BroadcastResult.Gone, Cut(exception.Message)),
        TelegramRefusalException { ErrorCode: 401 or 404 } => new(BroadcastResult.Failed, Cut(exception.Message), Pauses: true),
        TelegramRefusalException { Outcome.Kind: not OutcomeKind.Retry } => new(BroadcastResult.Failed, Cut(exception.Message)),
        RequestException when attempt >= Tries => new(BroadcastResult.Failed, Cut(exception.Message)),
        _ => null,
    };

    private static string Cut(string text) => text.Length <= LongestReason ? text : text[..LongestReason] + "…";
}
