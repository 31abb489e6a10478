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

    /// <summary>Writes the content of a JSON string, without quotes.</summary>
    public static void WriteEscaped(IBufferWriter<byte> into, ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAny(Special);
            into.Write(plain < 0 ? utf8 : utf8[..plain]);
            if (plain < 0)
            {
                return;
            }

            utf8 = utf8[plain..];
            utf8 = utf8[(utf8[0] < 0x80 ? WriteAscii(into, utf8[0]) : WriteRune(into, utf8))..];
        }
    }

    private static int WriteAscii(IBufferWriter<byte> into, byte value)
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
            into.Write([(byte)'\\', escape]);
        }
        else
        {
            into.Write("\\u00"u8);
            into.Write([Hex(value >> 4), Hex(value & 15)]);
        }

        return 1;
    }

    // Go replaces one byte at a time where the text is not UTF-8.
    private static int WriteRune(IBufferWriter<byte> into, ReadOnlySpan<byte> utf8)
    {
        if (Rune.DecodeFromUtf8(utf8, out var rune, out var length) != OperationStatus.Done)
        {
            into.Write("\\ufffd"u8);
            return 1;
        }

        if (rune.Value is 0x2028 or 0x2029)
        {
            into.Write(rune.Value == 0x2028 ? "\\u2028"u8 : "\\u2029"u8);
        }
        else
        {
            into.Write(utf8[..length]);
        }

        return length;
    }

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];
}
