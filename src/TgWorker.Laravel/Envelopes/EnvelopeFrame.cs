using System.Buffers;
using System.Globalization;
using System.Text;

namespace TgWorker.Laravel.Envelopes;

/// <summary>What all of tgook's entries of one shape have in common, escaped: the bytes between bot, update, time, and ids.</summary>
internal sealed class EnvelopeFrame
{
    private readonly byte[] _beforeBot;
    private readonly byte[] _beforeUpdate;
    private readonly byte[] _beforeTimestamp;
    private readonly byte[] _beforeId;

    public EnvelopeFrame(TgookShape shape)
    {
        var name = Escaped(shape.ClassName);
        _beforeBot =
        [
            .. "{\"attempts\":0,\"backoff\":null,\"data\":{\"command\":\""u8,
            .. Escaped($"O:{Php(shape.ClassName)}:3:{{s:{Php(shape.BotProperty)};s:"),
        ];
        _beforeUpdate = Escaped(";s:6:\"update\";");
        _beforeTimestamp = Escaped(";s:9:\"timestamp\";i:");
        _beforeId =
        [
            .. ";}\",\"commandName\":\""u8, .. name, .. "\"},\"displayName\":\""u8, .. name, .. "\",\"failOnTimeout\":false,\"id\":\""u8,
        ];
    }

    /// <summary>Up to the bot, a string of PHP's.</summary>
    public ReadOnlySpan<byte> BeforeBot => _beforeBot;

    /// <summary>From there to the update's type.</summary>
    public ReadOnlySpan<byte> BeforeUpdate => _beforeUpdate;

    /// <summary>From there to the seconds.</summary>
    public ReadOnlySpan<byte> BeforeTimestamp => _beforeTimestamp;

    /// <summary>From there to the first of the two ids.</summary>
    public ReadOnlySpan<byte> BeforeId => _beforeId;

    /// <summary>From there to the time.</summary>
    public static ReadOnlySpan<byte> BeforePushedAt =>
        "\",\"job\":\"Illuminate\\\\Queue\\\\CallQueuedHandler@call\",\"maxExceptions\":null,\"maxTries\":null,\"pushedAt\":\""u8;

    /// <summary>From there to the second id.</summary>
    public static ReadOnlySpan<byte> BeforeUuid =>
        "\",\"retryUntil\":null,\"silenced\":false,\"tags\":[\"telegram\",\"telegram-bot\",\"telegram-bot-update\"],"u8
        + "\"timeout\":null,\"uuid\":\""u8;

    /// <summary>The end.</summary>
    public static ReadOnlySpan<byte> End => "\"}"u8;

    private static string Php(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:\"{text}\"");

    private static byte[] Escaped(string text)
    {
        var into = new ArrayBufferWriter<byte>();
        GoJson.WriteEscaped(into, Encoding.UTF8.GetBytes(text));
        return into.WrittenSpan.ToArray();
    }
}
