using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace TgWorker.Core.Json;

/// <summary>
/// Strings in JSON. An update inside an envelope has an escape every eight bytes or so: sixteen bytes are looked at (and
/// copied) at a time and an escape costs one more look, which is several times as fast as going byte by byte.
/// </summary>
internal static class JsonString
{
    /// <summary>Finds the closing quote of the string that begins at <paramref name="at"/>.</summary>
    /// <returns>Its index, or the complement of the index where the string is at fault.</returns>
    public static int FindEnd(ReadOnlySpan<byte> text, int at, out bool escaped)
    {
        escaped = false;
        while (true)
        {
            if (text.Length - at >= Vector128<byte>.Count)
            {
                var stops = Stops(Vector128.Create(text.Slice(at, Vector128<byte>.Count)));
                if (stops == 0)
                {
                    at += Vector128<byte>.Count;
                    continue;
                }

                at += BitOperations.TrailingZeroCount(stops);
            }
            else
            {
                while (at < text.Length && !IsStop(text[at]))
                {
                    at++;
                }
            }

            if (at >= text.Length || text[at] < ' ')
            {
                return ~at;
            }

            if (text[at] == '"')
            {
                return at;
            }

            escaped = true;
            var length = EscapeLength(text, at);
            if (length == 0)
            {
                return ~at;
            }

            at += length;
        }
    }

    /// <summary>
    /// Copies the text of the string that begins at <paramref name="at"/> into <paramref name="into"/>, which must have
    /// room for all bytes from there on, and finds the closing quote.
    /// </summary>
    /// <returns>Its index, or the complement of the index where the string is at fault.</returns>
    public static int Decode(ReadOnlySpan<byte> text, int at, Span<byte> into, out int written)
    {
        written = 0;
        while (true)
        {
            if (text.Length - at >= Vector128<byte>.Count)
            {
                var bytes = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
                bytes.CopyTo(into[written..]);
                var stops = Stops(bytes);
                var clean = stops == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(stops);
                at += clean;
                written += clean;
                if (stops == 0)
                {
                    continue;
                }
            }
            else
            {
                while (at < text.Length && !IsStop(text[at]))
                {
                    into[written++] = text[at++];
                }
            }

            if (at >= text.Length || text[at] < ' ')
            {
                return ~at;
            }

            if (text[at] == '"')
            {
                return at;
            }

            // Four in five escapes are quotes: those around the update's own names and strings.
            if (at + 1 < text.Length && text[at + 1] == '"')
            {
                into[written++] = (byte)'"';
                at += 2;
                continue;
            }

            var length = DecodeEscape(text, at, into, ref written);
            if (length == 0)
            {
                return ~at;
            }

            at += length;
        }
    }

    /// <summary>Decodes a string's bytes, given without quotes. False when an escape is no escape.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> raw, Span<byte> into, out int written)
    {
        written = 0;
        var at = 0;
        while (at < raw.Length)
        {
            var clean = raw[at..].IndexOf((byte)'\\');
            clean = clean < 0 ? raw.Length - at : clean;
            raw.Slice(at, clean).CopyTo(into[written..]);
            at += clean;
            written += clean;
            if (at < raw.Length)
            {
                var length = DecodeEscape(raw, at, into, ref written);
                if (length == 0)
                {
                    return false;
                }

                at += length;
            }
        }

        return true;
    }

    private static uint Stops(Vector128<byte> bytes) =>
        (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
            | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
            | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();

    private static bool IsStop(byte value) => value is (byte)'"' or (byte)'\\' or < (byte)' ';

    private static int EscapeLength(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return 0;
        }

        return text[at + 1] == 'u' ? TryReadHex(text, at + 2, out _) ? 6 : 0 : Unescape(text[at + 1]) != 0 ? 2 : 0;
    }

    private static int DecodeEscape(ReadOnlySpan<byte> text, int at, Span<byte> into, ref int written)
    {
        if (at + 1 >= text.Length)
        {
            return 0;
        }

        if (text[at + 1] != 'u')
        {
            var single = Unescape(text[at + 1]);
            into[written] = single;
            written += single != 0 ? 1 : 0;
            return single != 0 ? 2 : 0;
        }

        if (!TryReadHex(text, at + 2, out var unit))
        {
            return 0;
        }

        if (!char.IsSurrogate((char)unit))
        {
            written += new Rune(unit).EncodeToUtf8(into[written..]);
            return 6;
        }

        // PHP, too, takes half of a surrogate pair for a fault of the whole text.
        if (at + 7 >= text.Length || text[at + 6] != '\\' || text[at + 7] != 'u' || !TryReadHex(text, at + 8, out var low)
            || !Rune.TryCreate((char)unit, (char)low, out var rune))
        {
            return 0;
        }

        written += rune.EncodeToUtf8(into[written..]);
        return 12;
    }

    private static byte Unescape(byte escape) => escape switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => escape,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => 0,
    };

    private static bool TryReadHex(ReadOnlySpan<byte> text, int at, out int unit)
    {
        unit = 0;
        if (text.Length - at < 4)
        {
            return false;
        }

        foreach (var digit in text.Slice(at, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            unit = (unit << 4) | ((digit & 15) + ((digit >> 6) * 9));
        }

        return true;
    }
}
