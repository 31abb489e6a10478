using System.Buffers.Text;

namespace TgWorker.Core.Json;

/// <summary>Numbers in JSON, also those that came through Lua's cjson (<c>1.2345678901234e+14</c>).</summary>
internal static class JsonNumber
{
    /// <summary>The end of the number that begins at <paramref name="at"/>; negative when there is none.</summary>
    public static int FindEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '-')
        {
            at++;
        }

        if (at < text.Length && text[at] == '0')
        {
            at++;
        }
        else if (!SkipDigits(text, ref at))
        {
            return -1;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!SkipDigits(text, ref at))
            {
                return -1;
            }
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            if (!SkipDigits(text, ref at))
            {
                return -1;
            }
        }

        return at;
    }

    /// <summary>Reads a whole number, which may be written with a fraction of zero or an exponent.</summary>
    public static bool TryReadInt64(ReadOnlySpan<byte> number, out long value)
    {
        if (Utf8Parser.TryParse(number, out value, out var consumed) && consumed == number.Length)
        {
            return true;
        }

        if (TryReadDouble(number, out var real) && Math.Abs(real) < 9.2e18 && Math.Truncate(real) == real)
        {
            value = (long)real;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Reads a finite number.</summary>
    public static bool TryReadDouble(ReadOnlySpan<byte> number, out double value) =>
        Utf8Parser.TryParse(number, out value, out var consumed) && consumed == number.Length && double.IsFinite(value);

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at > start;
    }
}
