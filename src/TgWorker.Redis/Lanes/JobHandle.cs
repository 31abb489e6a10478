using System.Globalization;
using System.Security.Cryptography;

namespace TgWorker.Redis.Lanes;

/// <summary>Names one job of a lane: its number, and what its bytes hash to, since numbers are used again.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">The SHA-1 of its bytes in lower-case hexadecimal digits, as Redis makes it; nothing is secured by it.</param>
internal readonly record struct JobHandle(long Number, string Hash)
{
    public static string Of(long number, byte[] payload) => string.Create(CultureInfo.InvariantCulture, $"{number}:{HashOf(payload)}");

    /// <summary>Reads a handle; null when it is none.</summary>
    public static JobHandle? Read(string text) =>
        text.Split(':') is [var number, { Length: 2 * SHA1.HashSizeInBytes } hash]
        && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
            ? new JobHandle(n, hash)
            : null;

    /// <summary>Whether these are the bytes that it names.</summary>
    public bool Is(byte[] payload) => HashOf(payload) == Hash;

#pragma warning disable CA5350 // What a script can compare with; see above.
    private static string HashOf(byte[] payload) => Convert.ToHexStringLower(SHA1.HashData(payload));
#pragma warning restore CA5350
}
