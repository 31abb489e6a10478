using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>
/// Finds the ids at the head of an update in one pass, without building anything, and checks on the way that the update
/// is one JSON object. Kinds of update need no list: whatever the kind, the ids stand in the same few places, and only
/// there are they looked for, because replies, forwards and pinned messages carry chats of their own further down.
/// </summary>
internal ref struct UpdateScanner
{
    private JsonScanner _json;
    private UpdateHead _head;
    private long? _ownChat;
    private long? _messageChat;
    private long? _userChat;
    private long? _voterChat;
    private long? _from;
    private long? _user;
    private long? _thread;
    private bool _inTopic;

    private UpdateScanner(ReadOnlySpan<byte> update) => _json = new JsonScanner(update);

    /// <summary>Reads the head of <paramref name="update"/>; false, and why, when it is no update.</summary>
    public static bool TryRead(ReadOnlySpan<byte> update, out UpdateHead head, out string? problem)
    {
        var scanner = new UpdateScanner(update);
        problem = scanner.ReadUpdate();
        head = scanner._head;
        return problem is null;
    }

    private string? ReadUpdate()
    {
        if (_json.Read() != JsonToken.ObjectStart)
        {
            return "The update is not a JSON object.";
        }

        JsonToken token;
        while ((token = _json.Read()) == JsonToken.Name)
        {
            var name = _json.Name;
            if (name.SequenceEqual("update_id"u8))
            {
                if (_json.Read() != JsonToken.Number || !JsonNumber.TryReadInt64(_json.Value, out var id))
                {
                    return _json.Read() == JsonToken.Invalid ? _json.Fault("update") : "The update's update_id is not a whole number.";
                }

                _head.UpdateId = id;
            }
            else
            {
                _head.Query = QueryOf(name) ?? _head.Query;
                _head.Kind ??= KindOf(name);
                if (!ReadKind(isPoll: name.SequenceEqual("poll"u8)))
                {
                    return _json.Fault("update");
                }
            }
        }

        if (token != JsonToken.ObjectEnd || _json.Read() != JsonToken.End)
        {
            return _json.Fault("update");
        }

        _head.Chat = _ownChat ?? _messageChat ?? _voterChat ?? _userChat;
        _head.User = _from ?? _user;
        _head.Topic = _inTopic ? _thread : null;
        return null;
    }

    private static string? QueryOf(ReadOnlySpan<byte> kind) => kind.Length switch
    {
        12 when kind.SequenceEqual("inline_query"u8) => "inline_query",
        14 when kind.SequenceEqual("callback_query"u8) => "callback_query",
        14 when kind.SequenceEqual("shipping_query"u8) => "shipping_query",
        18 when kind.SequenceEqual("pre_checkout_query"u8) => "pre_checkout_query",
        _ => null,
    };

    private static string? KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("message"u8) ? "message"
        : FieldNames<UpdateKind>.All.Find(name) is not UpdateKind.Unknown and var kind ? FieldNames<UpdateKind>.All.NameOf(kind)
        : null;

    private bool ReadKind(bool isPoll)
    {
        var token = _json.Read();
        if (token != JsonToken.ObjectStart)
        {
            return token == JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
        }

        while ((token = _json.Read()) == JsonToken.Name)
        {
            if (!ReadMember(_json.Name, isPoll))
            {
                return false;
            }
        }

        return token == JsonToken.ObjectEnd;
    }

    private bool ReadMember(ReadOnlySpan<byte> name, bool isPoll)
    {
        switch (name.Length)
        {
            case 2 when isPoll && name.SequenceEqual("id"u8):
                return ReadPoll();
            case 4 when name.SequenceEqual("chat"u8):
                return ReadId(ref _ownChat);
            case 4 when name.SequenceEqual("from"u8):
                return ReadId(ref _from);
            case 4 when name.SequenceEqual("user"u8):
                return ReadId(ref _user);
            case 7 when name.SequenceEqual("message"u8):
                return ReadMessage();
            case 7 when name.SequenceEqual("poll_id"u8):
                return ReadPoll();
            case 10 when name.SequenceEqual("voter_chat"u8):
                return ReadId(ref _voterChat);
            case 12 when name.SequenceEqual("user_chat_id"u8):
                return ReadNumber(ref _userChat);
            default:
                return ReadTopic(name);
        }
    }

    private bool ReadMessage()
    {
        var token = _json.Read();
        if (token != JsonToken.ObjectStart)
        {
            return token == JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
        }

        while ((token = _json.Read()) == JsonToken.Name)
        {
            var name = _json.Name;
            if (!(name.SequenceEqual("chat"u8) ? ReadId(ref _messageChat) : ReadTopic(name)))
            {
                return false;
            }
        }

        return token == JsonToken.ObjectEnd;
    }

    // A thread of replies has a message_thread_id as well, in chats that have no topics.
    private bool ReadTopic(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("message_thread_id"u8))
        {
            return ReadNumber(ref _thread);
        }

        if (!name.SequenceEqual("is_topic_message"u8))
        {
            return _json.SkipValue();
        }

        var token = _json.Read();
        _inTopic |= token == JsonToken.True;
        return token is JsonToken.True or JsonToken.False or JsonToken.Null;
    }

    private bool ReadId(ref long? id)
    {
        id = null;
        var token = _json.Read();
        if (token != JsonToken.ObjectStart)
        {
            return token == JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
        }

        while ((token = _json.Read()) == JsonToken.Name)
        {
            if (!(_json.Name.SequenceEqual("id"u8) ? ReadNumber(ref id) : _json.SkipValue()))
            {
                return false;
            }
        }

        return token == JsonToken.ObjectEnd;
    }

    private bool ReadNumber(ref long? number)
    {
        var token = _json.Read();
        if (token == JsonToken.Number && JsonNumber.TryReadInt64(_json.Value, out var value))
        {
            number = value;
        }

        return token is JsonToken.ObjectStart or JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
    }

    private bool ReadPoll()
    {
        var token = _json.Read();
        if (token is JsonToken.String or JsonToken.Number)
        {
            _head.Poll = _json.Range;
        }

        return token is JsonToken.ObjectStart or JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
    }
}
