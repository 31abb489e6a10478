using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Dashboard.Configuration;

/// <summary>
/// A password's hash: PBKDF2 with HMAC-SHA-256, written as <c>pbkdf2.ROUNDS.SALT.HASH</c>, without a character that a shell, a URL or a
/// .env file would take for something else.
/// </summary>
internal sealed class PasswordHash
{
    /// <summary>What OWASP's Password Storage Cheat Sheet asks for with SHA-256.</summary>
    public const int Rounds = 600_000;

    private const string Kind = "pbkdf2";
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int FewestRounds = 1_000;
    private const int MostRounds = 10_000_000;

    private readonly int _rounds;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int rounds, byte[] salt, byte[] hash) => (_rounds, _salt, _hash) = (rounds, salt, hash);

    /// <summary>A hash that no password has, which takes as long to try as another.</summary>
    public static PasswordHash OfNobody { get; } = new(Rounds, RandomNumberGenerator.GetBytes(SaltLength), new byte[HashLength]);

    /// <summary>Makes the hash of a password.</summary>
    public static string Create(string password, int rounds = Rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Derive(password, salt, rounds);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Kind}.{rounds}.{Base64Url.EncodeToString(salt)}.{Base64Url.EncodeToString(hash)}");
    }

    /// <summary>Reads one; null when it is none.</summary>
    public static PasswordHash? Parse(string text)
    {
        if (text.Split('.') is not [Kind, var rounds, var salt, var hash]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < FewestRounds or > MostRounds)
        {
            return null;
        }

        return Decode(salt) is { Length: >= 8 } saltBytes && Decode(hash) is { Length: HashLength } hashBytes
            ? new PasswordHash(count, saltBytes, hashBytes) : null;
    }

    /// <summary>Whether a password is the one, in a time that does not tell.</summary>
    public bool Fits(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _rounds), _hash);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, HashLength);

    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
