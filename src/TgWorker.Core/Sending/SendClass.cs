namespace TgWorker.Core.Sending;

/// <summary>Why something is sent. This decides which limits apply, and what waits for what.</summary>
public enum SendClass
{
    /// <summary>
    /// An answer to the chat whose update is being handled. Telegram limits it by chat only: it does not count against the bot's rate, and
    /// no pause of the bot stops it.
    /// </summary>
    Answer,

    /// <summary>To another chat: a notification. Counts against the bot's rate.</summary>
    Notify,

    /// <summary>A message to many chats. Counts against the bot's rate, and leaves part of it to notifications.</summary>
    Broadcast,
}
