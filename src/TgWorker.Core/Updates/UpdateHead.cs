using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>What the lane key is made of: the ids at the head of an update.</summary>
internal struct UpdateHead
{
    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId;

    /// <summary>What kind of update it is; null for one that is not known.</summary>
    public string? Kind;

    /// <summary>The chat the update belongs to: its own, its message's, or the private chat it names.</summary>
    public long? Chat;

    /// <summary>The user who caused it.</summary>
    public long? User;

    /// <summary>The forum topic within the chat.</summary>
    public long? Topic;

    /// <summary>The kind, such as <c>callback_query</c>, where it is a query that expires.</summary>
    public string? Query;

    /// <summary>The id of the poll; of length zero when there is none.</summary>
    public JsonTextRange Poll;
}
