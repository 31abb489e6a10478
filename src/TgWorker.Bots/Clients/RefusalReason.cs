namespace TgWorker.Bots;

/// <summary>What it means that Telegram refused a call.</summary>
public enum RefusalReason
{
    /// <summary>Anything that has no member of its own.</summary>
    Other,

    /// <summary>Too many requests (429): the chat waits as long as Telegram asks.</summary>
    TooManyRequests,

    /// <summary>
    /// The bot cannot write there any more, or never could: the user blocked it, never started it or is deactivated, or it was removed from
    /// the chat. Nothing is to be tried again. Good to know for a list of subscribers.
    /// </summary>
    ChatGone,

    /// <summary>An edit that changes nothing: what was wanted is there.</summary>
    NotModified,

    /// <summary>The message that was to be edited or deleted is gone.</summary>
    MessageGone,

    /// <summary>A button's press or an inline query was answered too late; nobody waits for the answer any more.</summary>
    TooLate,
}
