using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Laravel.Encryption;

/// <summary>Says which keys a worker has, without telling anything about them.</summary>
internal static class KeyFingerprint
{
    private const int Bytes = 8;

    /// <summary>
    /// Such as <c>the key 5f3a90c2d1e4b786</c>; the same for the same keys in any order, for each of them opens what it can. It is made
    /// with the queue's name, so that it says nothing on another queue.
    /// </summary>
    public static string Of(IReadOnlyList<byte[]> keys, string queue)
    {
        var message = Encoding.UTF8.GetBytes("tgworker " + queue);
        string[] marks =
        [
            .. keys.Select(key => Convert.ToHexStringLower(HMACSHA256.HashData(key, message).AsSpan(0, Bytes)))
                .Distinct().Order(StringComparer.Ordinal),
        ];
        return marks switch
        {
            [] => "no key",
            [var one] => $"the key {one}",
            _ => $"the keys {string.Join(", ", marks)}",
        };
    }
}
