using System.Security.Cryptography;
using TgWorker.Core.Json;

namespace TgWorker.Core.Jobs;

/// <summary>What names an entry of the queue when nothing in its update does: the job's uuid, else a hash of its bytes.</summary>
internal readonly ref struct EntryId(ReadOnlySpan<byte> payload, JsonTextRange uuid)
{
    private const int LongestUuid = 64;
    private readonly ReadOnlySpan<byte> _payload = payload;

    /// <summary>Printable ASCII of at most 64 characters.</summary>
    public string Text => uuid.Length is > 0 and <= LongestUuid && uuid.Decode(_payload) is { } text && text.All(IsPlain)
        ? text
        : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(_payload).AsSpan(0, 16));

    private static bool IsPlain(char value) => char.IsAsciiLetterOrDigit(value) || value is '-' or '_' or '.';
}
