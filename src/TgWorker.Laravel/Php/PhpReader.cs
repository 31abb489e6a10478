using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace TgWorker.Laravel.Php;

/// <summary>
/// Reads PHP's <c>serialize()</c> format token by token, by its lengths and never by patterns, forwards only, without
/// allocating and without throwing. An array or object is its start, then a key and a value for each element, then its
/// close. A count that the bytes left over cannot hold is a fault at once.
/// </summary>
internal ref struct PhpReader(ReadOnlySpan<byte> text)
{
    /// <summary>Deeper nesting is a fault. HybridGram's object graphs are at most about 20 deep.</summary>
    public const int MaxDepth = 128;

    private const int ShortestElement = 6; // i:0;N;
    private const int LongestNumber = 40;

    private readonly ReadOnlySpan<byte> _text = text;
    private Remaining _remaining;
    private bool _begun;
    private bool _failed;

    /// <summary>Where the next read begins; after a fault, where it is.</summary>
    public int Position { get; private set; }

    /// <summary>How many arrays and objects are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the last token was the key of an element.</summary>
    public bool IsKey { get; private set; }

    /// <summary>Where the last string, number, class name or custom object's data begins.</summary>
    public int Start { get; private set; }

    /// <summary>How long it is.</summary>
    public int Length { get; private set; }

    /// <summary>The elements of the array or object just begun, or the number of the value that is referred to.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes from <see cref="Start"/>.</summary>
    public readonly ReadOnlySpan<byte> Value => _text.Slice(Start, Length);

    /// <summary>Reads the next token.</summary>
    public PhpToken Read()
    {
        IsKey = false;
        if (_failed)
        {
            return PhpToken.Invalid;
        }

        if (Depth == 0)
        {
            if (_begun)
            {
                return Position == _text.Length ? PhpToken.End : Fail();
            }

            _begun = true;
            return ReadValue();
        }

        ref var remaining = ref _remaining[Depth - 1];
        if (remaining == 0)
        {
            Depth--;
            return Take("}"u8) ? PhpToken.Close : Fail();
        }

        IsKey = (remaining & 1) == 0;
        remaining--;
        return !IsKey || (Position < _text.Length && _text[Position] is (byte)'s' or (byte)'i') ? ReadValue() : Fail();
    }

    /// <summary>Reads on to the close of the array or object begun last. False at a fault.</summary>
    public bool SkipRest()
    {
        var depth = Depth - 1;
        while (Depth > depth)
        {
            if (Read() == PhpToken.Invalid)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A property's bare name: private and protected ones carry their class or an asterisk between NULs.</summary>
    public static ReadOnlySpan<byte> BareName(ReadOnlySpan<byte> name) =>
        name is [0, ..] ? name[(name.LastIndexOf((byte)0) + 1)..] : name;

    private PhpToken ReadValue()
    {
        var left = _text[Position..];
        if (left is [(byte)'N', (byte)';', ..])
        {
            Position += 2;
            return PhpToken.Null;
        }

        if (left.Length < 4 || left[1] != ':')
        {
            return Fail();
        }

        Position += 2;
        return left[0] switch
        {
            (byte)'s' => ReadString() && Take(";"u8) ? PhpToken.String : Fail(),
            (byte)'i' => ReadNumber(PhpToken.Integer),
            (byte)'b' when left.StartsWith("b:0;"u8) => ReadNumber(PhpToken.False),
            (byte)'b' when left.StartsWith("b:1;"u8) => ReadNumber(PhpToken.True),
            (byte)'d' => ReadNumber(PhpToken.Float),
            (byte)'a' => ReadStart(PhpToken.ArrayStart),
            (byte)'O' => ReadString() && Take(":"u8) ? ReadStart(PhpToken.ObjectStart) : Fail(),
            (byte)'E' => ReadString() && Take(";"u8) ? PhpToken.Enum : Fail(),
            (byte)'C' => ReadCustom(),
            (byte)'r' => ReadReference(PhpToken.ObjectReference),
            (byte)'R' => ReadReference(PhpToken.Reference),
            _ => Fail(),
        };
    }

    private bool ReadString()
    {
        if (!ReadLength(out var length) || !Take(":\""u8) || length > _text.Length - Position - 1)
        {
            return false;
        }

        Start = Position;
        Length = length;
        Position += length;
        return Take("\""u8);
    }

    private PhpToken ReadNumber(PhpToken token)
    {
        var left = _text[Position..];
        var length = left[..Math.Min(left.Length, LongestNumber)].IndexOf((byte)';');
        if (length <= 0 || (token == PhpToken.Integer && !IsInteger(left[..length])))
        {
            return Fail();
        }

        Start = Position;
        Length = length;
        Position += length + 1;
        return token;
    }

    private PhpToken ReadStart(PhpToken token)
    {
        if (!ReadLength(out var count) || !Take(":{"u8)
            || count > (_text.Length - Position) / ShortestElement || Depth == MaxDepth)
        {
            return Fail();
        }

        _remaining[Depth++] = count * 2;
        Count = count;
        return token;
    }

    private PhpToken ReadCustom()
    {
        if (!ReadString() || !Take(":"u8) || !ReadLength(out var length) || !Take(":{"u8)
            || length > _text.Length - Position - 1)
        {
            return Fail();
        }

        Start = Position;
        Length = length;
        Position += length;
        return Take("}"u8) ? PhpToken.Custom : Fail();
    }

    private PhpToken ReadReference(PhpToken token)
    {
        if (!ReadLength(out var number) || !Take(";"u8))
        {
            return Fail();
        }

        Count = number;
        return token;
    }

    private bool ReadLength(out int length)
    {
        if (!Utf8Parser.TryParse(_text[Position..], out uint value, out var consumed) || value > int.MaxValue)
        {
            length = 0;
            return false;
        }

        length = (int)value;
        Position += consumed;
        return true;
    }

    private static bool IsInteger(ReadOnlySpan<byte> number) =>
        Utf8Parser.TryParse(number, out long _, out var consumed) && consumed == number.Length;

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_text[Position..].StartsWith(expected))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    private PhpToken Fail()
    {
        _failed = true;
        return PhpToken.Invalid;
    }

    [InlineArray(MaxDepth)]
    private struct Remaining
    {
        private int _tokens;
    }
}
