namespace TgWorker.Core.Updates;

/// <summary>
/// Which lane queries go to that somebody waits for and that expire: presses of buttons, inline queries, shipping and pre-checkout queries
/// (of which Telegram allows 10 s to answer the last two).
/// </summary>
public enum QueryLanes
{
    /// <summary>That of their chat or user, in order with everything else.</summary>
    Chat,

    /// <summary>
    /// One of their own for each chat or user and kind of query: in order among themselves, never behind messages, nor payments behind
    /// buttons. They run beside the chat's other updates, and have a state of their own.
    /// </summary>
    Own,
}
