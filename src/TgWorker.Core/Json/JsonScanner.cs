using System.Runtime.CompilerServices;

namespace TgWorker.Core.Json;

/// <summary>
/// Reads JSON token by token, forwards only, without allocating and without throwing: after the first fault every read is
/// <see cref="JsonToken.Invalid"/>. Accepts what <see cref="System.Text.Json.Utf8JsonReader"/> accepts (a test compares
/// them), and differs in what the hot path needs: a string can be decoded in the same pass that finds its end.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    /// <summary>Deeper nesting is a fault. PHP stops at 512 and Telegram sends nothing near it.</summary>
    public const int MaxDepth = 256;

    private const int LongestEscapedName = 256;

    private readonly ReadOnlySpan<byte> _text = text;
    private Nesting _isObject;
    private Expected _expected = Expected.Value;
    private int _start;
    private int _length;

    private enum Expected : byte
    {
        Value,
        NameOrEnd,
        ElementOrEnd,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>Where the next read begins; after a fault, where it is.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the text turned out not to be JSON.</summary>
    public readonly bool HasFailed => _expected == Expected.Nothing;

    /// <summary>How many objects and arrays are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the last name or string holds escapes, so that its bytes are not yet its text.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>The last name or string without its quotes, or the last number, as it stands in the text.</summary>
    public readonly ReadOnlySpan<byte> Value => _text.Slice(_start, _length);

    /// <summary>The last name. One that is written with escapes costs a copy, and is empty when it is very long.</summary>
    public readonly ReadOnlySpan<byte> Name => HasEscapes ? Unescaped() : Value;

    /// <summary>Where <see cref="Value"/> begins; for an object or an array, its bracket.</summary>
    public readonly int ValueStart => _start;

    /// <summary>Where and how <see cref="Value"/> stands in the text.</summary>
    public readonly JsonTextRange Range => new(_start, _length, HasEscapes);

    /// <summary>What is wrong with the text, for a person, after a fault.</summary>
    public readonly string Fault(string what) => Position >= _text.Length
        ? $"The {what} is not valid JSON: it ends too early."
        : Depth == MaxDepth && _text[Position] is (byte)'{' or (byte)'['
            ? $"The {what} is nested deeper than {MaxDepth} levels."
            : $"The {what} is not valid JSON: byte {Position} cannot stand there.";

    /// <summary>Reads the next token.</summary>
    public JsonToken Read()
    {
        var at = SkipWhitespace(Position);
        if (at >= _text.Length)
        {
            return _expected == Expected.CommaOrEnd && Depth == 0 ? JsonToken.End : Fail(at);
        }

        var next = _text[at];
        switch (_expected)
        {
            case Expected.Value:
                return ReadValue(at, next);
            case Expected.CommaOrEnd when Depth > 0:
                if (next != ',')
                {
                    return ReadEnd(at, next);
                }

                at = SkipWhitespace(at + 1);
                return at >= _text.Length ? Fail(at) : InObject ? ReadName(at) : ReadValue(at, _text[at]);
            case Expected.NameOrEnd:
                return next == '}' ? ReadEnd(at, next) : ReadName(at);
            case Expected.ElementOrEnd:
                return next == ']' ? ReadEnd(at, next) : ReadValue(at, next);
            default:
                return Fail(at);
        }
    }

    /// <summary>
    /// Decodes the string that comes next into <paramref name="into"/>, which must be as long as the text. Leaves everything
    /// as it was when the next value is no string.
    /// </summary>
    public bool TryDecodeNext(Span<byte> into, out int written)
    {
        written = 0;
        var at = SkipWhitespace(Position);
        if (_expected != Expected.Value || at >= _text.Length || _text[at] != '"')
        {
            return false;
        }

        var end = JsonString.Decode(_text, at + 1, into, out written);
        if (end < 0)
        {
            Fail(~end);
            return true;
        }

        HasEscapes = written != end - at - 1;
        Took(at + 1, end - at - 1, end + 1);
        return true;
    }

    /// <summary>Reads the next value to its end. False when it is not JSON.</summary>
    public bool SkipValue()
    {
        var depth = Depth;
        JsonToken token;
        do
        {
            token = Read();
        }
        while (Depth > depth && token != JsonToken.Invalid);
        return token is not (JsonToken.Invalid or JsonToken.End);
    }

    /// <summary>Reads on to the end of the object or array that was begun last. False when it is not JSON.</summary>
    public bool SkipRest()
    {
        var depth = Depth - 1;
        while (Depth > depth)
        {
            if (Read() == JsonToken.Invalid)
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool InObject => (_isObject[(Depth - 1) >> 6] >> ((Depth - 1) & 63) & 1) != 0;

    private readonly ReadOnlySpan<byte> Unescaped()
    {
        var name = new byte[Math.Min(_length, LongestEscapedName)];
        return _length <= LongestEscapedName && JsonString.TryDecode(Value, name, out var written) ? name.AsSpan(0, written) : [];
    }

    private JsonToken ReadName(int at)
    {
        if (_text[at] != '"')
        {
            return Fail(at);
        }

        if (!ScanString(at + 1))
        {
            return Fail(Position);
        }

        at = SkipWhitespace(Position);
        if (at >= _text.Length || _text[at] != ':')
        {
            return Fail(at);
        }

        Position = at + 1;
        _expected = Expected.Value;
        return JsonToken.Name;
    }

    private JsonToken ReadValue(int at, byte first)
    {
        switch (first)
        {
            case (byte)'"':
                return ScanString(at + 1) ? JsonToken.String : Fail(Position);
            case (byte)'{':
                return ReadStart(at, JsonToken.ObjectStart);
            case (byte)'[':
                return ReadStart(at, JsonToken.ArrayStart);
            case (byte)'t':
                return ReadLiteral(at, "true"u8, JsonToken.True);
            case (byte)'f':
                return ReadLiteral(at, "false"u8, JsonToken.False);
            case (byte)'n':
                return ReadLiteral(at, "null"u8, JsonToken.Null);
            default:
                var end = JsonNumber.FindEnd(_text, at);
                if (end < 0)
                {
                    return Fail(at);
                }

                HasEscapes = false;
                Took(at, end - at, end);
                return JsonToken.Number;
        }
    }

    private JsonToken ReadStart(int at, JsonToken token)
    {
        if (Depth == MaxDepth)
        {
            return Fail(at);
        }

        ref var word = ref _isObject[Depth >> 6];
        var bit = 1UL << (Depth & 63);
        word = token == JsonToken.ObjectStart ? word | bit : word & ~bit;
        Depth++;
        Position = at + 1;
        _start = at;
        _length = 1;
        _expected = token == JsonToken.ObjectStart ? Expected.NameOrEnd : Expected.ElementOrEnd;
        return token;
    }

    private JsonToken ReadEnd(int at, byte bracket)
    {
        var inObject = InObject;
        if (bracket != (inObject ? '}' : ']'))
        {
            return Fail(at);
        }

        Depth--;
        Took(at, 1, at + 1);
        return inObject ? JsonToken.ObjectEnd : JsonToken.ArrayEnd;
    }

    private JsonToken ReadLiteral(int at, ReadOnlySpan<byte> literal, JsonToken token)
    {
        if (!_text[at..].StartsWith(literal))
        {
            return Fail(at);
        }

        HasEscapes = false;
        Took(at, literal.Length, at + literal.Length);
        return token;
    }

    private bool ScanString(int at)
    {
        var end = JsonString.FindEnd(_text, at, out var escaped);
        if (end < 0)
        {
            Position = ~end;
            return false;
        }

        HasEscapes = escaped;
        Took(at, end - at, end + 1);
        return true;
    }

    private void Took(int start, int length, int next)
    {
        _start = start;
        _length = length;
        Position = next;
        _expected = Expected.CommaOrEnd;
    }

    private JsonToken Fail(int at)
    {
        Position = at;
        _expected = Expected.Nothing;
        return JsonToken.Invalid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipWhitespace(int at)
    {
        while ((uint)at < (uint)_text.Length && _text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    [InlineArray(MaxDepth / 64)]
    private struct Nesting
    {
        private ulong _word;
    }
}
