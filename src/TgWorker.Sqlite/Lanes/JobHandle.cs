using System.Globalization;
using System.Security.Cryptography;

namespace TgWorker.Sqlite.Lanes;

/// <summary>Names one job of a lane: its place, its number and what its bytes hash to, since numbers are used again.</summary>
/// <param name="Place">Its number in the lane.</param>
/// <param name="Job">The job's number.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
internal readonly record struct JobHandle(long Place, long Job, string Hash)
{
    public static string Of(long place, long job, byte[] payload) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}:{job}:{HashOf(payload)}");

    /// <summary>Reads a handle; null when it is none.</summary>
    public static JobHandle? Read(string text) =>
        text.Split(':') is [var place, var job, var hash] && Number(place) is { } n && Number(job) is { } id
            ? new JobHandle(n, id, hash) : null;

    /// <summary>Whether these are the bytes that it names.</summary>
    public bool Is(byte[] payload) => HashOf(payload) == Hash;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string HashOf(byte[] payload) => Convert.ToHexStringLower(SHA256.HashData(payload));
}
