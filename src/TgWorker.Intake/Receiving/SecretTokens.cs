using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// The secret tokens that are good: none (anything is good), one, or two while one replaces the other. Kept and compared filled up to one
/// length, in a time that says nothing about them.
/// </summary>
internal sealed class SecretTokens
{
    /// <summary>Telegram's longest <c>secret_token</c>.</summary>
    public const int Longest = 256;

    private readonly byte[][] _tokens;

    public SecretTokens(IEnumerable<string> tokens) => _tokens = [.. tokens.Distinct(StringComparer.Ordinal).Select(Filled)];

    /// <summary>Whether there is any.</summary>
    public bool Any => _tokens.Length > 0;

    /// <summary>Whether what was sent is one of them.</summary>
    public bool Accept(string? sent)
    {
        if (_tokens.Length == 0)
        {
            return true;
        }

        // No header holds the NUL that it is filled up with.
        Span<byte> filled = stackalloc byte[Longest];
        var isShort = Encoding.UTF8.TryGetBytes(sent, filled, out var length);
        filled[(isShort ? length : 0)..].Clear();
        var isGood = false;
        foreach (var token in _tokens)
        {
            isGood |= CryptographicOperations.FixedTimeEquals(filled, token);
        }

        return isGood && isShort && length > 0;
    }

    private static byte[] Filled(string token)
    {
        var filled = new byte[Longest];
        return Encoding.UTF8.TryGetBytes(token, filled, out _) ? filled : throw new ArgumentException(Problem(token), nameof(token));
    }

    /// <summary>Says what is wrong with a token; null when nothing is.</summary>
    public static string? Problem(string token) => token.Length switch
    {
        0 => "is empty",
        > Longest => $"is longer than the {Longest} characters that Telegram takes",
        _ => token.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? null
            : "has characters that Telegram refuses: use A-Z, a-z, 0-9, _ and -",
    };
}
