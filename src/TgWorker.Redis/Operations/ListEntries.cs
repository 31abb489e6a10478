using System.Security.Cryptography;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>Reads the oldest entries of the list, and takes them off it.</summary>
internal sealed class ListEntries(RedisConnection connection, QueueKeys keys, TakeFrom take)
{
    private const int ReadAtOnce = 25;
    private const int MostBytes = 1024 * 1024;

    private static readonly RedisScript Take = RedisScript.Load("take_list");

    /// <summary>The oldest entries, in order: so many at most, fewer where they are large.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(int most)
    {
        var (entries, bytes) = (new List<ReadOnlyMemory<byte>>(), 0L);
        while (entries.Count < most && bytes < MostBytes)
        {
            var (from, to) = (entries.Count, Math.Min(entries.Count + ReadAtOnce, most) - 1);
            var page = take == TakeFrom.Head
                ? await connection.RangeAsync(keys.List, from, to).ConfigureAwait(false)
                : await connection.RangeAsync(keys.List, -to - 1, -from - 1).ConfigureAwait(false);
            foreach (var entry in take == TakeFrom.Head ? page : page.Reverse())
            {
                entries.Add((byte[])entry!);
                bytes += entries[^1].Length;
            }

            if (page.Length < to - from + 1)
            {
                break;
            }
        }

        return entries;
    }

    /// <summary>Takes them off the list, if they are still what stands there.</summary>
    public async Task<bool> TakeAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
#pragma warning disable CA5350 // Lua's only hash in Redis; nothing is secured by it.
        RedisValue[] hashes = [.. entries.Select(entry => (RedisValue)Convert.ToHexStringLower(SHA1.HashData(entry.Span)))];
#pragma warning restore CA5350
        return entries.Count == 0 || (long)await connection.EvaluateAsync(
            Take, [keys.List], [take == TakeFrom.Head ? "HEAD" : "TAIL", .. hashes]).ConfigureAwait(false) == 1;
    }
}
