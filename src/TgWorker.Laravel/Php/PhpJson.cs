using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TgWorker.Core.Json;

namespace TgWorker.Laravel.Php;

/// <summary>
/// Makes the JSON of a Bot API object from the PHP objects that a library made of it: property names in snake_case, nulls
/// left out, times as Unix seconds, enum cases by name.
/// </summary>
internal ref struct PhpJson
{
    private const int MaxDepth = PhpReader.MaxDepth;

    // References may repeat a value, but not multiply the work without end.
    private const int MaxRepetition = 3;

    private readonly PhpGraph _graph;
    private readonly Utf8JsonWriter _json;
    private readonly long _mostBytes;
    private long _stepsLeft;

    private PhpJson(PhpGraph graph, Utf8JsonWriter json)
    {
        _graph = graph;
        _json = json;
        _mostBytes = (MaxRepetition * (long)graph.Text.Length) + 1024;
        _stepsLeft = MaxRepetition * (long)graph.Count;
    }

    /// <summary>The JSON of a node; null when it would be endless, or the budget is spent.</summary>
    public static byte[]? Write(in PhpGraph graph, int node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = MaxDepth + 1,
        });
        var writer = new PhpJson(graph, json);
        if (!writer.WriteValue(node, 0))
        {
            return null;
        }

        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private bool WriteValue(int node, int depth)
    {
        node = _graph.Resolve(node);
        if (depth > MaxDepth || --_stepsLeft < 0 || !_graph.Budget.Step(0) || _json.BytesCommitted + _json.BytesPending > _mostBytes)
        {
            return false;
        }

        switch (_graph.TokenOf(node))
        {
            case PhpToken.True or PhpToken.False:
                _json.WriteBooleanValue(_graph[node].Token == PhpToken.True);
                return true;
            case PhpToken.Integer or PhpToken.Float:
                WriteNumber(_graph.TextOf(node));
                return true;
            case PhpToken.String:
                _json.WriteStringValue(Text(_graph.TextOf(node)));
                return true;
            case PhpToken.Enum:
                var text = _graph.TextOf(node);
                _json.WriteStringValue(PhpNames.ToSnakeCase(text[(text.LastIndexOf((byte)':') + 1)..]));
                return true;
            case PhpToken.ArrayStart or PhpToken.ObjectStart:
                return WriteElements(node, depth);
            default:
                _json.WriteNullValue();
                return true;
        }
    }

    private bool WriteElements(int node, int depth)
    {
        if (PhpTime.TryRead(_graph, node, out var time))
        {
            _json.WriteNumberValue(time);
            return true;
        }

        return _graph[node].Token == PhpToken.ArrayStart && IsList(node)
            ? WriteList(node, depth)
            : WriteObject(node, depth);
    }

    private bool WriteList(int node, int depth)
    {
        _json.WriteStartArray();
        var end = _graph[node].Next;
        for (var key = node + 1; key < end; key = _graph[key + 1].Next)
        {
            if (!WriteValue(key + 1, depth + 1))
            {
                return false;
            }
        }

        _json.WriteEndArray();
        return true;
    }

    private bool WriteObject(int node, int depth)
    {
        var isArray = _graph[node].Token == PhpToken.ArrayStart;
        _json.WriteStartObject();
        if (!isArray && PhpNames.DiscriminatorOf(_graph.TextOf(node)) is var (kind, value))
        {
            _json.WriteString(kind, value);
        }

        var end = _graph[node].Next;
        for (var key = node + 1; key < end; key = _graph[key + 1].Next)
        {
            var token = _graph.TokenOf(_graph.Resolve(key + 1));
            if (--_stepsLeft < 0)
            {
                return false;
            }

            // An array may hold a null that means something; a property is null when it is not there.
            if ((token is PhpToken.Null or PhpToken.Invalid && !isArray) || (!isArray && IsRaw(key)))
            {
                continue;
            }

            var name = isArray ? Text(_graph.TextOf(key)) : PhpNames.ToSnakeCase(PhpReader.BareName(_graph.TextOf(key)));
            _json.WritePropertyName(name);
            if (token == PhpToken.False && name.EndsWith("_date", StringComparison.Ordinal))
            {
                // "For ever", which the Bot API writes as 0.
                _json.WriteNumberValue(0);
            }
            else if (!WriteValue(key + 1, depth + 1))
            {
                return false;
            }
        }

        _json.WriteEndObject();
        return true;
    }

    private readonly bool IsRaw(int key) => PhpReader.BareName(_graph.TextOf(key)) is var name
        && (name.SequenceEqual("raw"u8) || name.SequenceEqual("rawDecoded"u8));

    private readonly bool IsList(int node)
    {
        var index = 0;
        var end = _graph[node].Next;
        for (var key = node + 1; key < end; key = _graph[key + 1].Next)
        {
            if (_graph[key].Token != PhpToken.Integer || !int.TryParse(_graph.TextOf(key), null, out var number) || number != index++)
            {
                return false;
            }
        }

        return true;
    }

    // PHP's INF and NAN are no JSON, and its 1.0E+25 is.
    private readonly void WriteNumber(ReadOnlySpan<byte> number)
    {
        if (JsonNumber.FindEnd(number, 0) == number.Length)
        {
            _json.WriteRawValue(number, skipInputValidation: true);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
