namespace TgWorker.Bots.Broadcasts;

/// <summary>Which methods of the Bot API a broadcast can call.</summary>
internal static class BroadcastMethods
{
    // https://core.telegram.org/bots/api, 10.1: those with the parameter allow_paid_broadcast.
    private static readonly HashSet<string> Paid = new(StringComparer.Ordinal)
    {
        "sendMessage", "copyMessage", "sendPhoto", "sendLivePhoto", "sendAudio", "sendDocument", "sendVideo", "sendAnimation", "sendVoice",
        "sendVideoNote", "sendPaidMedia", "sendMediaGroup", "sendLocation", "sendVenue", "sendContact", "sendPoll", "sendDice",
        "sendSticker", "sendRichMessage", "sendInvoice", "sendGame",
    };

    /// <summary>Whether it sends something to a chat.</summary>
    public static bool Sends(string method) => Paid.Contains(method) || method is "forwardMessage" or "forwardMessages" or "copyMessages"
        || (method.StartsWith("send", StringComparison.Ordinal) && method is not ("sendChatAction" or "sendMessageDraft" or "sendGift"));

    /// <summary>Whether Telegram may take Stars for its speed.</summary>
    public static bool TakesPaid(string method) => Paid.Contains(method);
}
