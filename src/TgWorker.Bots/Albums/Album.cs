using Telegram.Bot.Types;
using TgWorker.Bots.Routing;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>The messages that were sent as one: photos and videos, documents, or music (Telegram's media group).</summary>
[ParameterHint("only OnAlbum(…) and [Album] have one")]
public sealed class Album
{
    /// <summary>The most messages that Telegram sends as one album.</summary>
    public const int Largest = 10;

    private readonly (UpdateView View, ReadOnlyMemory<byte> Json)[] _members;
    private Message[]? _messages;

    internal Album(string id, IEnumerable<(UpdateView View, ReadOnlyMemory<byte> Json)> members)
    {
        Id = id;
        _members = [.. members.OrderBy(member => member.View.MessageId)];
        Views = Array.ConvertAll(_members, member => member.View);
    }

    /// <summary>Telegram's <c>media_group_id</c>.</summary>
    public string Id { get; }

    /// <summary>
    /// The messages that had come when the handler was called, 1 to 10, by their message ids: as the chat shows them. Read from their JSON
    /// when they are first asked for. A handler may take them as <c>Message[]</c> alone.
    /// </summary>
    /// <exception cref="UnreadableUpdateException">Telegram.Bot cannot read one of them; the album is given up.</exception>
    public IReadOnlyList<Message> Messages => ToArray();

    /// <summary>The same messages as views of their JSON.</summary>
    public IReadOnlyList<UpdateView> Views { get; }

    /// <summary>The caption that stands under the album: that of the first message that has one; null when none has.</summary>
    public string? Caption => Views.Select(view => view.Text).FirstOrDefault(text => text is not null);

    internal Message[] ToArray() => _messages ??= Array.ConvertAll(_members, member => Read(TypedUpdates.Read(member.Json.Span)));

    private static Message Read(Update update) =>
        update.Message ?? update.ChannelPost ?? update.BusinessMessage ?? update.EditedMessage ?? update.EditedChannelPost
        ?? update.EditedBusinessMessage ?? throw new UnreadableUpdateException("The update of an album holds no message.");
}
