using TgWorker.Core.Jobs;
using TgWorker.Core.Json;
using TgWorker.Core.Updates;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Finds the fields of a Laravel envelope in one pass, whatever their order, and decodes <c>data.command</c> on the way.
/// Of a key that occurs twice the last counts, as in PHP. Fields of an unexpected type are as good as missing.
/// </summary>
internal ref struct EnvelopeScanner(ReadOnlySpan<byte> payload, Span<byte> command)
{
    private readonly Span<byte> _command = command;
    private JsonScanner _json = new(payload);
    private JsonTextRange _uuid;
    private JsonTextRange _id;
    private DateTimeOffset? _pushedAt;
    private DateTimeOffset? _createdAt;

    public readonly JsonTextRange Uuid => _uuid.Length > 0 ? _uuid : _id;

    public JsonTextRange DisplayName { get; private set; }

    public JsonTextRange RetryOf { get; private set; }

    public int Attempts { get; private set; }

    public readonly DateTimeOffset? PushedAt => _pushedAt ?? _createdAt;

    public JobLimits? Limits { get; private set; }

    /// <summary>Where Laravel's <c>job</c> stands, the class and method that handle the job; of length zero when there is none.</summary>
    public JsonTextRange Job { get; private set; }

    /// <summary>Whether the data names a batch that the job is part of (Laravel 12 and later).</summary>
    public bool HasBatch { get; private set; }

    /// <summary>Where the serialised key of the job's unique lock stands (Laravel 11.44 and later).</summary>
    public JsonTextRange UniqueLock { get; private set; }

    /// <summary>Where the serialised name of the cache store stands that keeps the lock.</summary>
    public JsonTextRange UniqueLockStore { get; private set; }

    /// <summary>Whether the entry has an <c>update_id</c> of its own: it is no envelope but an update.</summary>
    public bool HasUpdateId { get; private set; }

    /// <summary>Where <c>data.command</c> stands, undecoded.</summary>
    public JsonTextRange Command { get; private set; }

    /// <summary><c>data.command</c>, decoded.</summary>
    public readonly ReadOnlySpan<byte> CommandBytes => _command[..CommandLength];

    /// <summary>The length of the decoded command; -1 when there is none.</summary>
    public int CommandLength { get; private set; } = -1;

    /// <summary>Where <c>data</c> stands when it is an object, an array or a string.</summary>
    public JsonTextRange Data { get; private set; }

    /// <summary>Whether <c>data</c> is a string.</summary>
    public bool DataIsText { get; private set; }

    /// <summary>Reads the envelope; what is wrong with it, or null.</summary>
    public string? Read()
    {
        var token = _json.Read();
        if (token != JsonToken.ObjectStart)
        {
            return token == JsonToken.Invalid ? _json.Fault("entry") : "The entry is JSON, but not an object.";
        }

        while ((token = _json.Read()) == JsonToken.Name)
        {
            if (!ReadField(_json.Name))
            {
                return _json.Fault("entry");
            }
        }

        if (token != JsonToken.ObjectEnd || _json.Read() != JsonToken.End)
        {
            return _json.Fault("entry");
        }

        return null;
    }

    private bool ReadField(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("data"u8))
        {
            return ReadData();
        }

        var token = _json.Read();
        if (token is JsonToken.ObjectStart or JsonToken.ArrayStart)
        {
            return name.SequenceEqual("backoff"u8) && token == JsonToken.ArrayStart ? ReadBackoffs()
                : name.SequenceEqual("illuminate:log:context"u8) && token == JsonToken.ObjectStart ? ReadContext()
                : _json.SkipRest();
        }

        if (token is JsonToken.Null or JsonToken.Invalid)
        {
            return token == JsonToken.Null;
        }

        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                _id = Text(token);
                break;
            case 3 when name.SequenceEqual("job"u8):
                Job = token == JsonToken.String ? _json.Range : default;
                break;
            case 4 when name.SequenceEqual("uuid"u8):
                _uuid = Text(token);
                break;
            case 8 when name.SequenceEqual("attempts"u8):
                Attempts = Math.Max(0, EnvelopeNumber.ReadInt32(_json.Value) ?? 0);
                break;
            case 8 when name.SequenceEqual("pushedAt"u8):
                _pushedAt = UnixTime.Read(_json.Value);
                break;
            case 8 when name.SequenceEqual("retry_of"u8):
                RetryOf = Text(token);
                break;
            case 9 when name.SequenceEqual("createdAt"u8):
                _createdAt = UnixTime.Read(_json.Value);
                break;
            case 9 when name.SequenceEqual("update_id"u8):
                HasUpdateId = token == JsonToken.Number;
                break;
            case 11 when name.SequenceEqual("displayName"u8):
                DisplayName = Text(token);
                break;
            default:
                Limits = LimitField.Read(name, token, _json.Value, Limits);
                break;
        }

        return true;
    }

    private bool ReadBackoffs()
    {
        var backoffs = new List<TimeSpan>();
        JsonToken token;
        while ((token = _json.Read()) is JsonToken.Number or JsonToken.String)
        {
            if (backoffs.Count < EnvelopeNumber.MostDurations && EnvelopeNumber.ReadDuration(_json.Value) is { } backoff)
            {
                backoffs.Add(backoff);
            }
        }

        if (backoffs.Count > 0)
        {
            (Limits ??= new()).Backoff = backoffs;
        }

        return token == JsonToken.ArrayEnd || SkipFrom(token);
    }

    // Something unexpected in an array whose start was read.
    private bool SkipFrom(JsonToken token)
    {
        if (token is JsonToken.ObjectStart or JsonToken.ArrayStart && !_json.SkipRest())
        {
            return false;
        }

        return token != JsonToken.Invalid && _json.SkipRest();
    }

    private bool ReadData()
    {
        CommandLength = -1;
        var token = _json.Read();
        DataIsText = token == JsonToken.String;
        Data = DataIsText ? _json.Range : default;
        if (token == JsonToken.ObjectStart)
        {
            var start = _json.ValueStart;
            while ((token = _json.Read()) == JsonToken.Name)
            {
                if (!ReadDatum(_json.Name))
                {
                    return false;
                }
            }

            Data = new JsonTextRange(start, _json.Position - start, HasEscapes: false);
        }
        else if (token == JsonToken.ArrayStart)
        {
            var start = _json.ValueStart;
            token = _json.SkipRest() ? JsonToken.ArrayEnd : JsonToken.Invalid;
            Data = new JsonTextRange(start, _json.Position - start, HasEscapes: false);
        }

        return token != JsonToken.Invalid;
    }

    private bool ReadDatum(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("command"u8))
        {
            return ReadCommand();
        }

        if (!name.SequenceEqual("batchId"u8))
        {
            return _json.SkipValue();
        }

        var token = _json.Read();
        HasBatch = token == JsonToken.String && _json.Value.Length > 0;
        return token is JsonToken.ObjectStart or JsonToken.ArrayStart ? _json.SkipRest() : token != JsonToken.Invalid;
    }

    // Laravel's log context, whose hidden part says which unique lock the dispatch took.
    private bool ReadContext()
    {
        JsonToken token;
        while ((token = _json.Read()) == JsonToken.Name)
        {
            var isHidden = _json.Name.SequenceEqual("hidden"u8);
            token = _json.Read();
            if (token is JsonToken.Invalid || (token is JsonToken.ObjectStart or JsonToken.ArrayStart
                && !(isHidden && token == JsonToken.ObjectStart ? ReadHidden() : _json.SkipRest())))
            {
                return false;
            }
        }

        return token == JsonToken.ObjectEnd;
    }

    private bool ReadHidden()
    {
        JsonToken token;
        while ((token = _json.Read()) == JsonToken.Name)
        {
            var (isKey, isStore) = (_json.Name.SequenceEqual("laravel_unique_job_key"u8),
                _json.Name.SequenceEqual("laravel_unique_job_cache_store"u8));
            token = _json.Read();
            if (token is JsonToken.Invalid || (token is JsonToken.ObjectStart or JsonToken.ArrayStart && !_json.SkipRest()))
            {
                return false;
            }

            var text = token == JsonToken.String ? _json.Range : default;
            UniqueLock = isKey ? text : UniqueLock;
            UniqueLockStore = isStore ? text : UniqueLockStore;
        }

        return token == JsonToken.ObjectEnd;
    }

    private bool ReadCommand()
    {
        if (!_json.TryDecodeNext(_command, out var length))
        {
            CommandLength = -1;
            return _json.SkipValue();
        }

        Command = _json.Range;
        CommandLength = length;
        return !_json.HasFailed;
    }

    private readonly JsonTextRange Text(JsonToken token) =>
        token is JsonToken.String or JsonToken.Number ? _json.Range : default;
}
