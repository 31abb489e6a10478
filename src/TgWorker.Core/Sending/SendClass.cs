namespace TgWorker.Core.Sending;

/// <summary>Why something is sent. It decides by which limits it goes, and what waits for what.</summary>
public enum SendClass
{
    /// <summary>
    /// To the chat whose update is being handled. Telegram limits it by the chat alone: it counts against nothing of the bot's, and no
    /// pause of the bot's stops it.
    /// </summary>
    Answer,

    /// <summary>To another chat: a notification. Counts against the bot's rate.</summary>
    Notify,

    /// <summary>To many chats. Counts against the bot's rate, and leaves some of it to notifications.</summary>
    Broadcast,
}
