namespace TgWorker.Core.Updates;

/// <summary>
/// The lane of queries that somebody waits for and that expire: button presses, inline queries, shipping and pre-checkout queries (Telegram
/// allows 10 s to answer the last two).
/// </summary>
public enum QueryLanes
{
    /// <summary>The lane of their chat or user, in order with everything else.</summary>
    Chat,

    /// <summary>
    /// A lane of their own for each chat or user and kind of query: in order among themselves, never behind messages, and payments never
    /// behind buttons. They run beside the chat's other updates, and have their own state.
    /// </summary>
    Own,
}
