using System.Text.Json;
using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>
/// What handlers and routes need of an update, read from its JSON in one pass. Strings are created when they are asked for;
/// <see cref="Json"/> has everything else. Not safe to use from several threads at once.
/// </summary>
public sealed class UpdateView
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly UpdateFields _fields;
    private string? _text;
    private MessageCommand? _command;
    private bool _commandRead;
    private JsonElement? _element;

    /// <summary>Reads an update. In invalid JSON, everything from the fault on is unknown.</summary>
    public UpdateView(ReadOnlyMemory<byte> update)
    {
        _json = update;
        UpdateFieldsReader.Read(update.Span, out _fields);
    }

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId => _fields.UpdateId;

    /// <summary>What kind of update it is.</summary>
    public UpdateKind Kind => _fields.Kind;

    /// <summary>
    /// The kind as Telegram writes it, such as <c>callback_query</c>, including kinds without a member of <see cref="UpdateKind"/>.
    /// </summary>
    public string? KindName => Decode(_fields.KindName);

    /// <summary>What the message is, for updates that are messages.</summary>
    public MessageKind MessageKind => _fields.MessageKind;

    /// <summary>The chat: the update's own, its message's, or the private chat it names.</summary>
    public long? ChatId => _fields.ChatId ?? _fields.VoterChatId ?? _fields.UserChatId;

    /// <summary>The type of the chat, if the update says it.</summary>
    public ChatKind ChatKind => _fields.ChatKind.Length == 0 ? ChatKind.None : FieldNames<ChatKind>.All.Find(Raw(_fields.ChatKind));

    /// <summary>The user who caused the update.</summary>
    public long? UserId => _fields.FromId ?? _fields.UserId;

    /// <summary>
    /// The language of the user's Telegram, an IETF tag such as <c>en</c> or <c>pt-br</c>; null if the update does not say it.
    /// </summary>
    public string? LanguageCode => Decode(_fields.LanguageCode);

    /// <summary>The message's id: the update's own, or that of the message a button belongs to.</summary>
    public long? MessageId => _fields.MessageId;

    /// <summary>The forum topic within the chat.</summary>
    public long? TopicId => _fields.IsTopicMessage ? _fields.ThreadId : null;

    /// <summary>When it happened, by Telegram's clock. Callback queries and inline queries do not say.</summary>
    public DateTimeOffset? Date => _fields.Date is > 0 and < 1L << 36 ? DateTimeOffset.FromUnixTimeSeconds(_fields.Date.Value) : null;

    /// <summary>The message's text, or its caption.</summary>
    public string? Text => _text ??= Decode(_fields.Text.Length > 0 ? _fields.Text : _fields.Caption);

    /// <summary>The data of the button that was pressed.</summary>
    public string? CallbackData => Decode(_fields.Data);

    /// <summary>What the user typed after the bot's name in another chat: an inline query's text, or a chosen result's.</summary>
    public string? Query => Decode(_fields.Query) ?? (Kind is UpdateKind.InlineQuery or UpdateKind.ChosenInlineResult ? "" : null);

    /// <summary>The id with which to answer a callback, inline, shipping, pre-checkout or guest query.</summary>
    public string? QueryId => Decode(_fields.Id);

    /// <summary>The album that the message belongs to.</summary>
    public string? MediaGroupId => Decode(_fields.MediaGroupId);

    internal bool IsInAlbum => _fields.MediaGroupId.Length > 0;

    /// <summary>The command at the beginning of the text, if there is one.</summary>
    public MessageCommand? Command
    {
        get
        {
            if (!_commandRead)
            {
                var text = _fields.Text.Length > 0 ? _fields.Text : _fields.Caption;
                _command = text.Length > 0 && _json.Span[text.Start] is (byte)'/' or (byte)'\\' ? MessageCommand.Parse(Text) : null;
                _commandRead = true;
            }

            return _command;
        }
    }

    /// <summary>The object that carries the update's content, such as the message or the callback query.</summary>
    public JsonElement Content => Kind == UpdateKind.Unknown && KindName is null ? default : Json.GetProperty(KindName!);

    /// <summary>The whole update. Parsed when it is first asked for.</summary>
    /// <exception cref="JsonException">The update is not JSON.</exception>
    public JsonElement Json => _element ??= JsonElement.Parse(_json.Span);

    private string? Decode(JsonTextRange range) => range.Decode(_json.Span);

    private ReadOnlySpan<byte> Raw(JsonTextRange range) => _json.Span.Slice(range.Start, range.Length);
}
