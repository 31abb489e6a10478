namespace TgWorker.Bots;

/// <summary>Why Telegram refused a call.</summary>
public enum RefusalReason
{
    /// <summary>Any other reason.</summary>
    Other,

    /// <summary>Too many requests (429): the chat waits as long as Telegram asks.</summary>
    TooManyRequests,

    /// <summary>
    /// The bot cannot write there any more, or never could: the user blocked it, never started it or is deactivated, or it was removed from
    /// the chat. Trying again does not help. Remove the chat from lists of subscribers.
    /// </summary>
    ChatGone,

    /// <summary>An edit that changes nothing: the message already is as it should be.</summary>
    NotModified,

    /// <summary>The message that was to be edited or deleted is gone.</summary>
    MessageGone,

    /// <summary>A button press or an inline query was answered too late; nobody is waiting for the answer anymore.</summary>
    TooLate,
}
