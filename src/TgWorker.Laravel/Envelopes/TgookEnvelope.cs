using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Writes queue entries exactly as tgook v1 does, byte for byte: the same keys in the same (alphabetical) order, the same
/// escapes, and bytes of the update that are not UTF-8 replaced by U+FFFD. Laravel reads them as
/// <c>App\Jobs\ProcessTelegramUpdate</c> with the properties <c>bot_id</c>, <c>update</c> and <c>timestamp</c>.
/// </summary>
public static class TgookEnvelope
{
    private static readonly StandardFormat Fraction = new('D', 4);

    private static readonly ConditionalWeakTable<TgookShape, EnvelopeFrame> Frames = [];

    /// <summary>Writes the entry for one update.</summary>
    /// <param name="into">Where the entry is written.</param>
    /// <param name="bot">The bot the update came in for.</param>
    /// <param name="update">The update's JSON as Telegram sent it. Not checked; an empty one is written as null.</param>
    /// <param name="uuid">The job's id, a new one for each entry.</param>
    /// <param name="pushedAt">Now. Written to a tenth of a millisecond.</param>
    /// <param name="shape">The names of class and property; null for tgook v1's.</param>
    public static void Write(
        IBufferWriter<byte> into,
        string bot,
        ReadOnlySpan<byte> update,
        Guid uuid,
        DateTimeOffset pushedAt,
        TgookShape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(bot);
        var frame = Frames.GetValue(shape ?? TgookShape.V1, static its => new EnvelopeFrame(its));
        var seconds = pushedAt.ToUnixTimeSeconds();

        into.Write(frame.BeforeBot);
        WriteString(into, Encoding.UTF8.GetBytes(bot));
        into.Write(frame.BeforeUpdate);
        if (update.IsEmpty)
        {
            into.Write("N"u8);
        }
        else
        {
            into.Write("s:"u8);
            WriteString(into, update);
        }

        into.Write(frame.BeforeTimestamp);
        WriteNumber(into, seconds);
        into.Write(frame.BeforeId);
        WriteId(into, uuid);
        into.Write(EnvelopeFrame.BeforePushedAt);
        WriteNumber(into, seconds);
        into.Write("."u8);
        WriteNumber(into, pushedAt.Ticks % TimeSpan.TicksPerSecond / 1000, Fraction);
        into.Write(EnvelopeFrame.BeforeUuid);
        WriteId(into, uuid);
        into.Write(EnvelopeFrame.End);
    }

    // PHP's N:"…" with the number of bytes before any is replaced, as tgook counts them.
    private static void WriteString(IBufferWriter<byte> into, ReadOnlySpan<byte> utf8)
    {
        WriteNumber(into, utf8.Length);
        into.Write(":\\\""u8);
        GoJson.WriteEscaped(into, utf8);
        into.Write("\\\""u8);
    }

    private static void WriteNumber(IBufferWriter<byte> into, long number, StandardFormat format = default)
    {
        Utf8Formatter.TryFormat(number, into.GetSpan(20), out var written, format);
        into.Advance(written);
    }

    private static void WriteId(IBufferWriter<byte> into, Guid id)
    {
        Utf8Formatter.TryFormat(id, into.GetSpan(36), out var written);
        into.Advance(written);
    }
}
