using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>Finds what an <see cref="UpdateView"/> shows, in one pass and without building anything.</summary>
/// <remarks>
/// The ids stand where <see cref="UpdateScanner"/> looks for them. A reply's, a forward's or a pinned message's own text,
/// chat and kind stand deeper and are not looked at.
/// </remarks>
internal ref struct UpdateFieldsReader
{
    private JsonScanner _json;
    private UpdateFields _fields;

    private UpdateFieldsReader(ReadOnlySpan<byte> update) => _json = new JsonScanner(update);

    public static void Read(ReadOnlySpan<byte> update, out UpdateFields fields)
    {
        var reader = new UpdateFieldsReader(update);
        reader.ReadUpdate();
        fields = reader._fields;
    }

    private bool IsMessage =>
        _fields.Kind is UpdateKind.Message or UpdateKind.EditedMessage or UpdateKind.ChannelPost or UpdateKind.EditedChannelPost
        or UpdateKind.BusinessMessage or UpdateKind.EditedBusinessMessage or UpdateKind.GuestMessage;

    private void ReadUpdate()
    {
        if (_json.Read() != JsonToken.ObjectStart)
        {
            return;
        }

        while (_json.Read() == JsonToken.Name)
        {
            if (_json.Name.SequenceEqual("update_id"u8))
            {
                ReadNumber(ref _fields.UpdateId);
            }
            else if (_fields.KindName.Length == 0)
            {
                _fields.KindName = _json.Range;
                _fields.Kind = FieldNames<UpdateKind>.All.Find(_json.Name);
                ReadContent();
            }
            else
            {
                _json.SkipValue();
            }
        }
    }

    private void ReadContent()
    {
        if (!EnterObject())
        {
            return;
        }

        while (_json.Read() == JsonToken.Name)
        {
            var name = _json.Name;
            if (IsMessage && FieldNames<MessageKind>.All.Find(name) is var kind and not MessageKind.None
                && (_fields.MessageKind == MessageKind.None || kind < _fields.MessageKind))
            {
                _fields.MessageKind = kind;
            }

            ReadMember(name);
        }
    }

    private void ReadMember(ReadOnlySpan<byte> name)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("message"u8):
                ReadMessageOfButton();
                break;
            case var _ when name.SequenceEqual("from"u8):
                ReadUser(ref _fields.FromId);
                break;
            case var _ when name.SequenceEqual("user"u8):
                ReadUser(ref _fields.UserId);
                break;
            case var _ when name.SequenceEqual("voter_chat"u8):
                ReadChat(ref _fields.VoterChatId);
                break;
            case var _ when name.SequenceEqual("user_chat_id"u8):
                ReadNumber(ref _fields.UserChatId);
                break;
            case var _ when name.SequenceEqual("text"u8):
                ReadString(ref _fields.Text);
                break;
            case var _ when name.SequenceEqual("caption"u8):
                ReadString(ref _fields.Caption);
                break;
            case var _ when name.SequenceEqual("data"u8):
                ReadString(ref _fields.Data);
                break;
            case var _ when name.SequenceEqual("query"u8):
                ReadString(ref _fields.Query);
                break;
            case var _ when name.SequenceEqual("id"u8) || name.SequenceEqual("guest_query_id"u8):
                ReadString(ref _fields.Id);
                break;
            case var _ when name.SequenceEqual("media_group_id"u8):
                ReadString(ref _fields.MediaGroupId);
                break;
            case var _ when name.SequenceEqual("date"u8):
                ReadNumber(ref _fields.Date);
                break;
            default:
                ReadPlace(name);
                break;
        }
    }

    // The message under a button was sent at another time and by another user, but its chat is where the button was pressed.
    private void ReadMessageOfButton()
    {
        if (!EnterObject())
        {
            return;
        }

        while (_json.Read() == JsonToken.Name)
        {
            ReadPlace(_json.Name);
        }
    }

    private void ReadPlace(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("chat"u8))
        {
            ReadChat(ref _fields.ChatId);
        }
        else if (name.SequenceEqual("message_id"u8))
        {
            ReadNumber(ref _fields.MessageId);
        }
        else if (name.SequenceEqual("message_thread_id"u8))
        {
            ReadNumber(ref _fields.ThreadId);
        }
        else if (name.SequenceEqual("is_topic_message"u8))
        {
            _fields.IsTopicMessage |= _json.Read() == JsonToken.True;
        }
        else
        {
            _json.SkipValue();
        }
    }

    private void ReadChat(ref long? id) => ReadWho(ref id, "type"u8, ref _fields.ChatKind);

    private void ReadUser(ref long? id) => ReadWho(ref id, "language_code"u8, ref _fields.LanguageCode);

    private void ReadWho(ref long? id, ReadOnlySpan<byte> textName, ref JsonTextRange text)
    {
        if (!EnterObject())
        {
            return;
        }

        while (_json.Read() == JsonToken.Name)
        {
            if (_json.Name.SequenceEqual("id"u8))
            {
                ReadNumber(ref id);
            }
            else if (_json.Name.SequenceEqual(textName))
            {
                ReadString(ref text);
            }
            else
            {
                _json.SkipValue();
            }
        }
    }

    private bool EnterObject()
    {
        var token = _json.Read();
        if (token == JsonToken.ArrayStart)
        {
            _json.SkipRest();
        }

        return token == JsonToken.ObjectStart;
    }

    private void ReadNumber(ref long? number)
    {
        var token = _json.Read();
        if (token == JsonToken.Number && JsonNumber.TryReadInt64(_json.Value, out var value))
        {
            number = value;
        }

        SkipRest(token);
    }

    private void ReadString(ref JsonTextRange text)
    {
        var token = _json.Read();
        if (token == JsonToken.String)
        {
            text = _json.Range;
        }

        SkipRest(token);
    }

    private void SkipRest(JsonToken token)
    {
        if (token is JsonToken.ObjectStart or JsonToken.ArrayStart)
        {
            _json.SkipRest();
        }
    }
}
