using TgWorker.Core.Json;
using TgWorker.Core.Updates;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Looks for an update in a job's <c>data</c> where there is no command: jobs pushed as <c>Class@method</c> or by
/// <c>pushRaw</c>. The data is the update itself, or an object or array that holds it, as JSON or as a string of JSON,
/// under the name <c>update</c> or else under any name, provided it has an update id.
/// </summary>
internal ref struct DataScanner(ReadOnlySpan<byte> data, Span<byte> scratch)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly Span<byte> _scratch = scratch;
    private JsonScanner _json = new(data);
    private bool _isNamed;

    /// <summary>Where the update stands in the data; for a string, without its quotes.</summary>
    public JsonTextRange Update { get; private set; }

    /// <summary>Whether the update is a string of JSON.</summary>
    public bool IsText { get; private set; }

    /// <summary>Where the bot's name stands in the data.</summary>
    public JsonTextRange Bot { get; private set; }

    /// <summary>Reads the data, which must be valid JSON; false when it holds no update.</summary>
    public bool Read()
    {
        var start = _json.Read();
        if (start is not (JsonToken.ObjectStart or JsonToken.ArrayStart))
        {
            return false;
        }

        JsonToken token;
        while ((token = _json.Read()) is not (JsonToken.ObjectEnd or JsonToken.ArrayEnd or JsonToken.Invalid))
        {
            var name = start == JsonToken.ObjectStart ? _json.Name : [];
            token = start == JsonToken.ObjectStart ? _json.Read() : token;
            ReadMember(name, token);
        }

        if (!_isNamed && start == JsonToken.ObjectStart && IsUpdate(_data))
        {
            Update = new JsonTextRange(0, _data.Length, HasEscapes: false);
            IsText = false;
        }

        return Update.Length > 0;
    }

    private void ReadMember(ReadOnlySpan<byte> name, JsonToken token)
    {
        var isUpdate = name.SequenceEqual("update"u8);
        if (token == JsonToken.String)
        {
            ReadText(name, isUpdate);
        }
        else if (token == JsonToken.Number && CommandScanner.IsBot(name))
        {
            Bot = _json.Range;
        }
        else if (token is JsonToken.ObjectStart or JsonToken.ArrayStart)
        {
            var start = _json.ValueStart;
            _json.SkipRest();
            var range = new JsonTextRange(start, _json.Position - start, HasEscapes: false);
            if (token == JsonToken.ObjectStart && (isUpdate || (Update.Length == 0 && IsUpdate(_data.Slice(range.Start, range.Length)))))
            {
                Take(range, isText: false, isUpdate);
            }
        }
    }

    private void ReadText(ReadOnlySpan<byte> name, bool isUpdate)
    {
        var range = _json.Range;
        if (CommandScanner.IsBot(name))
        {
            Bot = range;
        }
        else if (isUpdate || (Update.Length == 0 && _json.Value.StartsWith("{"u8)
            && JsonString.TryDecode(_json.Value, _scratch, out var length) && IsUpdate(_scratch[..length])))
        {
            Take(range, isText: true, isUpdate);
        }
    }

    private void Take(JsonTextRange range, bool isText, bool isNamed)
    {
        Update = range;
        IsText = isText;
        _isNamed |= isNamed;
    }

    private static bool IsUpdate(ReadOnlySpan<byte> json) =>
        UpdateScanner.TryRead(json, out var head, out _) && head.UpdateId is not null;
}
