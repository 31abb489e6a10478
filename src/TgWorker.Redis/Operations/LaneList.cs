using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Operations;

/// <summary>Goes through the lanes of a queue, a page at a time. One that is there throughout comes at least once.</summary>
internal sealed class LaneList(RedisConnection connection, QueueKeys keys)
{
    private const int Page = 250;

    /// <summary>The names of the lanes.</summary>
    public async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = "0";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = (RedisResult[])(await connection.ExecuteAsync("HSCAN", keys.Lanes, cursor, "COUNT", Page).ConfigureAwait(false))!;
            cursor = (string)page[0]!;
            foreach (var field in ((RedisValue[])page[1]!).Chunk(2))
            {
                if (field[0] != "")
                {
                    yield return field[0]!;
                }
            }
        }
        while (cursor != "0");
    }

    /// <summary>The state of a lane as prologue.lua packs it; null when there is no such lane.</summary>
    public async Task<byte[]?> StateAsync(string lane) =>
        (byte[]?)await connection.ExecuteAsync("HGET", keys.Lanes, lane).ConfigureAwait(false);
}
