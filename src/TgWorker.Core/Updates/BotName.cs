using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Core.Updates;

/// <summary>A bot's name as the proxy wrote it, and as lanes carry it.</summary>
internal sealed class BotName
{
    private const int Longest = 128;
    private const char Mark = '!';
    private const string HashMark = "!sha256-";

    /// <summary>The bot of a payload that names none.</summary>
    public static readonly BotName None = new([]);

    private readonly byte[] _utf8;

    public BotName(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8.ToArray();
        InLane = Encode(utf8);
        Text = Showable(utf8) ?? (InLane is [Mark, ..] ? InLane : Mark + InLane);
    }

    /// <summary>
    /// The name, fit to be shown anywhere. The name is a part of the URL that was posted to: one with control characters, with the
    /// mark in front, or of more than 128 characters is shown as the mark and <see cref="InLane"/>, which no other name is.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// The name percent-encoded, so that it is printable ASCII and holds neither a colon nor the mark. A name whose encoded form is
    /// longer than 128 characters is the mark and its SHA-256 instead.
    /// </summary>
    public string InLane { get; }

    /// <summary>What lanes carry of a bot whose name is shown like this: <see cref="InLane"/> of its <see cref="Text"/>.</summary>
    public static string LaneOf(string text) => text switch
    {
        [Mark, ..] when text.StartsWith(HashMark, StringComparison.Ordinal) => text,
        [Mark, .. var encoded] => encoded,
        _ => new BotName(Encoding.UTF8.GetBytes(text)).InLane,
    };

    /// <summary>The name of a bot as it is shown, from what lanes carry of it.</summary>
    public static string TextOf(string inLane) =>
        inLane is [Mark, ..] ? inLane : new BotName(Decode(inLane)).Text;

    public bool Is(ReadOnlySpan<byte> utf8) => utf8.SequenceEqual(_utf8);

    private static string? Showable(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.Length <= 4 * Longest ? Encoding.UTF8.GetString(utf8) : "";
        return utf8.IsEmpty || (text is not ([] or [Mark, ..]) && text.Length <= Longest && text.EnumerateRunes().All(IsShowable))
            ? text : null;
    }

    // U+FFFD stands for bytes that are not UTF-8: different names would look the same.
    private static bool IsShowable(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static byte[] Decode(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            var isEscape = encoded[i] == '%' && i + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _);
            bytes.Add(isEscape ? Convert.FromHexString(encoded.AsSpan(i + 1, 2))[0] : (byte)encoded[i]);
            i += isEscape ? 2 : 0;
        }

        return [.. bytes];
    }

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

            if (encoded.Length > Longest)
            {
                return HashMark + Convert.ToHexStringLower(SHA256.HashData(utf8));
            }
        }

        return encoded.ToString();
    }
}
