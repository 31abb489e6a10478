using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>Seconds since 1970 as envelopes write them: whole, or with a fraction, as number or string.</summary>
internal static class UnixTime
{
    private const int TickDigits = 7;
    private const double Latest = 253_402_300_799;

    public static DateTimeOffset? Read(ReadOnlySpan<byte> seconds)
    {
        if (TryReadPlain(seconds, out var ticks))
        {
            return DateTimeOffset.UnixEpoch.AddTicks(ticks);
        }

        return JsonNumber.TryReadDouble(seconds, out var real) && real is >= 0 and <= Latest
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(real * TimeSpan.TicksPerSecond))
            : null;
    }

    // 1795220237.5618, exactly, and several times as fast as by way of a double.
    private static bool TryReadPlain(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var digits = 0;
        var point = text.IndexOf((byte)'.');
        foreach (var value in text)
        {
            if (value is >= (byte)'0' and <= (byte)'9')
            {
                ticks = (ticks * 10) + value - '0';
                digits++;
            }
            else if (value != '.' || digits == 0)
            {
                return false;
            }
        }

        var fraction = point < 0 ? 0 : text.Length - point - 1;
        if (digits is 0 or > 17 || fraction > TickDigits || digits - fraction is 0 or > 11 || digits + (point < 0 ? 0 : 1) != text.Length)
        {
            return false;
        }

        for (; fraction < TickDigits; fraction++)
        {
            ticks *= 10;
        }

        return ticks <= (long)Latest * TimeSpan.TicksPerSecond;
    }
}
