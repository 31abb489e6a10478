using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// The secret tokens that are good: none (anything is good), one, or two while one replaces the other. Kept and compared as hashes of one length,
/// in a time that says nothing about them.
/// </summary>
internal sealed class SecretTokens
{
    /// <summary>Telegram's longest <c>secret_token</c>.</summary>
    public const int Longest = 256;

    private readonly byte[][] _hashes;

    public SecretTokens(IEnumerable<string> tokens) => _hashes = [.. tokens.Distinct(StringComparer.Ordinal).Select(token => SHA256.HashData(Encoding.UTF8.GetBytes(token)))];

    /// <summary>Whether there is any.</summary>
    public bool Any => _hashes.Length > 0;

    /// <summary>Whether what was sent is one of them.</summary>
    public bool Accept(string? sent)
    {
        Span<byte> text = stackalloc byte[4 * Longest];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var isShort = Encoding.UTF8.TryGetBytes(sent, text, out var length);
        SHA256.HashData(text[..(isShort ? length : 0)], hash);
        var isGood = false;
        foreach (var good in _hashes)
        {
            isGood |= CryptographicOperations.FixedTimeEquals(hash, good);
        }

        return _hashes.Length == 0 || (isGood && isShort && length > 0);
    }

    /// <summary>Says what is wrong with a token; null when nothing is.</summary>
    public static string? Problem(string token) => token.Length switch
    {
        0 => "is empty",
        > Longest => $"is longer than the {Longest} characters that Telegram takes",
        _ => token.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? null : "has characters that Telegram refuses: use A-Z, a-z, 0-9, _ and -",
    };
}
