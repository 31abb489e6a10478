using System.Buffers;
using System.Text;

namespace TgWorker.Laravel.Envelopes;

/// <summary>Strings as Go's <c>json.Marshal</c> writes them: safe within HTML, anything else but controls as it is.</summary>
internal static class GoJson
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(value => (byte)value),
        .. "\"\\<>&"u8,
        .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    // The longest escape is \u00xx; a byte that is not UTF-8 becomes \ufffd.
    private const int LongestEscape = 6;
    private const int Piece = 128;

    /// <summary>Writes the content of a JSON string, without quotes.</summary>
    public static void WriteEscaped(IBufferWriter<byte> into, ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var piece = Math.Min(utf8.Length, Piece);
            var target = into.GetSpan(piece * LongestEscape);
            utf8 = utf8[WritePiece(target, utf8, piece, out var written)..];
            into.Advance(written);
        }
    }

    // A rune that begins within the piece is read to its end, which may lie behind it: it is written as it is, so the room suffices.
    private static int WritePiece(Span<byte> target, ReadOnlySpan<byte> utf8, int piece, out int written)
    {
        var (read, at) = (0, 0);
        while (read < piece)
        {
            var plain = utf8[read..piece].IndexOfAny(Special);
            var length = plain < 0 ? piece - read : plain;
            utf8.Slice(read, length).CopyTo(target[at..]);
            (read, at) = (read + length, at + length);
            if (plain >= 0)
            {
                read += utf8[read] < 0x80 ? WriteAscii(target, ref at, utf8[read]) : WriteRune(target, ref at, utf8[read..]);
            }
        }

        written = at;
        return read;
    }

    private static int WriteAscii(Span<byte> target, ref int at, byte value)
    {
        var escape = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        if (escape != 0)
        {
            target[at + 1] = escape;
            target[at] = (byte)'\\';
            at += 2;
        }
        else
        {
            Put(target, ref at, [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Hex(value >> 4), Hex(value & 15)]);
        }

        return 1;
    }

    // Go replaces one byte at a time where the text is not UTF-8.
    private static int WriteRune(Span<byte> target, ref int at, ReadOnlySpan<byte> utf8)
    {
        if (Rune.DecodeFromUtf8(utf8, out var rune, out var length) != OperationStatus.Done)
        {
            Put(target, ref at, "\\ufffd"u8);
            return 1;
        }

        Put(target, ref at, rune.Value switch { 0x2028 => "\\u2028"u8, 0x2029 => "\\u2029"u8, _ => utf8[..length] });
        return length;
    }

    private static void Put(Span<byte> target, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[at..]);
        at += bytes.Length;
    }

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];
}
