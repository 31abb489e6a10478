using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>Tells refusals apart by Telegram's descriptions, as it gives no other sign.</summary>
/// <remarks>The descriptions are those of <c>tdlib/telegram-bot-api</c> (Client.cpp, <c>fail_query_with_error</c>) and of
/// <c>tdlib/td</c>.</remarks>
internal static class RefusalReasons
{
    // A wait uses up no try: with none at all, the update would go round without a breath. And no server may park a chat for good.
    private const int ShortestWait = 1;
    private const int LongestWait = 24 * 60 * 60;

    private static readonly string[] Gone =
    [
        "bot was blocked by the user", "user is deactivated", "bot was kicked", "bot is not a member", "the group chat was deleted",
        "bot can't initiate conversation with a user", "bot can't send messages to bots",
    ];

    public static RefusalReason Of(string? method, int code, string description)
    {
        return code switch
        {
            429 => RefusalReason.TooManyRequests,
            403 when Gone.Any(Says) => RefusalReason.ChatGone,
            400 when Says("message is not modified") => RefusalReason.NotModified,
            400 when Says("message to delete not found") || Says("message to edit not found") => RefusalReason.MessageGone,

            // Not a pre-checkout or a shipping query: there, too late means a payment that failed.
            400 when Says("query is too old") && method is "answerCallbackQuery" or "answerInlineQuery" => RefusalReason.TooLate,
            _ => RefusalReason.Other,
        };

        bool Says(string text) => description.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    public static UpdateOutcome OutcomeOf(RefusalReason reason, int code, int? retryAfter, string message, OutgoingOptions options) =>
        reason switch
    {
        RefusalReason.TooManyRequests =>
            UpdateOutcome.Wait(TimeSpan.FromSeconds(Math.Clamp(retryAfter ?? ShortestWait, ShortestWait, LongestWait)), message),
        RefusalReason.ChatGone => On(options.OnBlocked, message),
        RefusalReason.NotModified or RefusalReason.MessageGone or RefusalReason.TooLate => On(options.OnNotModified, message),
        _ when code is 400 or 401 or 403 or 404 && !message.EndsWith(BotApiHandler.Foreign, StringComparison.Ordinal) =>
            UpdateOutcome.Fail(message),
        _ => UpdateOutcome.Retry(message),
    };

    private static UpdateOutcome On(OnRefusal what, string message) =>
        what == OnRefusal.Fail ? UpdateOutcome.Fail(message) : UpdateOutcome.Handled;
}
