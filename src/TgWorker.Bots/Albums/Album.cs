using TgWorker.Core.Updates;

namespace TgWorker.Bots.Albums;

/// <summary>The messages that were sent as one: photos and videos, documents, or music (Telegram's media group).</summary>
public sealed class Album
{
    /// <summary>The most messages that Telegram sends as one album.</summary>
    public const int Largest = 10;

    internal Album(string id, IEnumerable<UpdateView> messages)
    {
        Id = id;
        Messages = [.. messages.OrderBy(message => message.MessageId)];
    }

    /// <summary>Telegram's <c>media_group_id</c>.</summary>
    public string Id { get; }

    /// <summary>The messages that had come when the handler was called, 1 to 10, by their message ids: as the chat shows them.</summary>
    public IReadOnlyList<UpdateView> Messages { get; }

    /// <summary>The caption that stands under the album: that of the first message that has one; null when none has.</summary>
    public string? Caption => Messages.Select(message => message.Text).FirstOrDefault(text => text is not null);
}
