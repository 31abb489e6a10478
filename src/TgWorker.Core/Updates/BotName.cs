using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Core.Updates;

/// <summary>A bot's name as the proxy wrote it, and as lanes carry it.</summary>
internal sealed class BotName
{
    private const int LongestInLane = 128;

    /// <summary>The bot of a payload that names none.</summary>
    public static readonly BotName None = new([]);

    private readonly byte[] _utf8;

    public BotName(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8.ToArray();
        Text = Encoding.UTF8.GetString(utf8);
        InLane = Encode(utf8);
    }

    /// <summary>The name.</summary>
    public string Text { get; }

    /// <summary>
    /// The name percent-encoded, so that it is printable ASCII and holds no colon. A name whose encoded form is longer
    /// than 128 characters is named by its SHA-256 instead.
    /// </summary>
    public string InLane { get; }

    public bool Is(ReadOnlySpan<byte> utf8) => utf8.SequenceEqual(_utf8);

    private static string Encode(ReadOnlySpan<byte> utf8)
    {
        var encoded = new StringBuilder();
        foreach (var value in utf8)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(value.ToString("X2", null));
            }

            if (encoded.Length > LongestInLane)
            {
                return "sha256-" + Convert.ToHexStringLower(SHA256.HashData(utf8));
            }
        }

        return encoded.ToString();
    }
}
