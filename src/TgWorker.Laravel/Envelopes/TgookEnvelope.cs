using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Writes queue entries exactly as tgook v1 does, byte for byte: the same keys in the same (alphabetical) order, the same
/// escapes, and bytes of the update that are not UTF-8 replaced by U+FFFD. Laravel reads them as
/// <c>App\Jobs\ProcessTelegramUpdate</c> with the properties <c>bot_id</c>, <c>update</c> and <c>timestamp</c>.
/// </summary>
public static class TgookEnvelope
{
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
        shape ??= TgookShape.V1;
        var seconds = pushedAt.ToUnixTimeSeconds();
        var id = uuid.ToString("D");

        into.Write("{\"attempts\":0,\"backoff\":null,\"data\":{\"command\":\""u8);
        WriteCommand(into, bot, update, seconds, shape);
        into.Write("\",\"commandName\":\""u8);
        WriteText(into, shape.ClassName);
        into.Write("\"},\"displayName\":\""u8);
        WriteText(into, shape.ClassName);
        into.Write("\",\"failOnTimeout\":false,\"id\":\""u8);
        WriteText(into, id);
        into.Write("\",\"job\":\"Illuminate\\\\Queue\\\\CallQueuedHandler@call\",\"maxExceptions\":null,\"maxTries\":null,\"pushedAt\":\""u8);
        WriteText(into, string.Create(CultureInfo.InvariantCulture, $"{seconds}.{pushedAt.Ticks % TimeSpan.TicksPerSecond / 1000:D4}"));
        into.Write("\",\"retryUntil\":null,\"silenced\":false,\"tags\":[\"telegram\",\"telegram-bot\",\"telegram-bot-update\"],\"timeout\":null,\"uuid\":\""u8);
        WriteText(into, id);
        into.Write("\"}"u8);
    }

    private static void WriteCommand(IBufferWriter<byte> into, string bot, ReadOnlySpan<byte> update, long timestamp, TgookShape shape)
    {
        GoJson.WriteEscaped(into, "O:"u8);
        WriteString(into, Encoding.UTF8.GetBytes(shape.ClassName));
        GoJson.WriteEscaped(into, ":3:{s:"u8);
        WriteString(into, Encoding.UTF8.GetBytes(shape.BotProperty));
        GoJson.WriteEscaped(into, ";s:"u8);
        WriteString(into, Encoding.UTF8.GetBytes(bot));
        GoJson.WriteEscaped(into, ";s:6:\"update\";"u8);
        if (update.IsEmpty)
        {
            GoJson.WriteEscaped(into, "N"u8);
        }
        else
        {
            GoJson.WriteEscaped(into, "s:"u8);
            WriteString(into, update);
        }

        GoJson.WriteEscaped(into, ";s:9:\"timestamp\";i:"u8);
        WriteNumber(into, timestamp);
        GoJson.WriteEscaped(into, ";}"u8);
    }

    // PHP's N:"…" with the number of bytes before any is replaced, as tgook counts them.
    private static void WriteString(IBufferWriter<byte> into, ReadOnlySpan<byte> utf8)
    {
        WriteNumber(into, utf8.Length);
        GoJson.WriteEscaped(into, ":\""u8);
        GoJson.WriteEscaped(into, utf8);
        GoJson.WriteEscaped(into, "\""u8);
    }

    private static void WriteNumber(IBufferWriter<byte> into, long number)
    {
        Utf8Formatter.TryFormat(number, into.GetSpan(20), out var written);
        into.Advance(written);
    }

    private static void WriteText(IBufferWriter<byte> into, string text) => GoJson.WriteEscaped(into, Encoding.UTF8.GetBytes(text));
}
