using System.Globalization;
using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Broadcasts;

/// <summary>The broadcasts of a queue on Redis.</summary>
internal sealed class RedisBroadcasts(RedisCommands connection, QueueKeys queue, TakeFrom take) : IQueueBroadcasts
{
    private const int MissesAtOnce = 500;
    private const int ReadAtOnce = 250;

    private readonly BroadcastKeys _keys = new(queue);

    private string Push => take == TakeFrom.Head ? "RPUSH" : "LPUSH";

    // In this order: one that is only half there is shown as what it is, one that loads.
    public async Task CreateAsync(StoredBroadcast broadcast, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("HSET", [_keys.Of(broadcast.Id), .. BroadcastHash.Write(broadcast)]).ConfigureAwait(false);
        await connection.ExecuteAsync("ZADD", _keys.All, broadcast.Created.ToUnixTimeMilliseconds(), broadcast.Id).ConfigureAwait(false);
    }

    public async Task<bool> AddAsync(
        string id, long page, ReadOnlyMemory<byte> recipients, long total, CancellationToken cancellationToken) =>
        (long)await connection.EvaluateAsync(BroadcastScripts.Add, [_keys.Of(id), _keys.Pages(id)], [page, recipients, total])
            .ConfigureAwait(false) == 1;

    public async Task<bool> ChangeAsync(
        string id, BroadcastState to, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        (long)await connection.EvaluateAsync(
            BroadcastScripts.Change,
            [_keys.Of(id), _keys.Sending, _keys.Pages(id), queue.Workers],
            [id, to.ToString(), reason, now.ToUnixTimeMilliseconds(), to is BroadcastState.Cancelled or BroadcastState.Expired ? 1 : 0,
                .. BroadcastChange.Before(to).Select(state => (RedisValue)state.ToString())]).ConfigureAwait(false) == 1;

    public async Task<StoredBroadcast?> FindAsync(string id, CancellationToken cancellationToken) => BroadcastHash.Read(
        id, (RedisResult[])(await connection.ExecuteAsync("HGETALL", _keys.Of(id)).ConfigureAwait(false))!);

    public async Task<IReadOnlyList<StoredBroadcast>> ListAsync(CancellationToken cancellationToken) =>
        await FindAllAsync(await connection.ExecuteAsync("ZREVRANGE", _keys.All, 0, -1).ConfigureAwait(false)).ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredBroadcast>> NewestAsync(int most, CancellationToken cancellationToken) =>
        await FindAllAsync(await connection.ExecuteAsync("ZREVRANGE", _keys.All, 0, most - 1).ConfigureAwait(false))
            .ConfigureAwait(false);

    public async Task<IReadOnlyList<StoredBroadcast>> SendingAsync(CancellationToken cancellationToken) =>
        await FindAllAsync(await connection.ExecuteAsync("SMEMBERS", _keys.Sending).ConfigureAwait(false)).ConfigureAwait(false);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string id, long page, CancellationToken cancellationToken) =>
        (byte[]?)await connection.ExecuteAsync("HGET", _keys.Pages(id), page).ConfigureAwait(false) is { } found ? found
            : (ReadOnlyMemory<byte>?)null;

    public async Task<bool> PutAsync(
        StoredBroadcast broadcast, IReadOnlyList<byte[]> entries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, after) = (broadcast.Id, broadcast.Cursor + entries.Count);
        var passed = after % BroadcastPages.Size == 0 || after == broadcast.Total;
        return (long)await connection.EvaluateAsync(
            BroadcastScripts.Put,
            [_keys.Of(id), _keys.Pages(id), _keys.InLanes(id), queue.List],
            [broadcast.Cursor, Push, passed ? broadcast.Cursor / BroadcastPages.Size : "", broadcast.Pace.Since.ToUnixTimeMilliseconds(),
                broadcast.Pace.Cursor, broadcast.Pace.Rate.ToString(CultureInfo.InvariantCulture),
                .. entries.Select(entry => (RedisValue)entry)]).ConfigureAwait(false) == 1;
    }

    public async Task<bool> SettleAsync(
        string id, long number, BroadcastResult result, BroadcastMiss? miss, DateTimeOffset now, CancellationToken cancellationToken) =>
        (long)await connection.EvaluateAsync(
            BroadcastScripts.Settle,
            [_keys.Of(id), _keys.Sending, _keys.InLanes(id), _keys.Misses(id), queue.Workers],
            [id, number, Field(result), miss is null ? "" : BroadcastMissJson.Write(miss), now.ToUnixTimeMilliseconds()])
                .ConfigureAwait(false) == 1;

    public async IAsyncEnumerable<BroadcastMiss> MissesAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = "0";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = (RedisResult[])(
                await connection.ExecuteAsync("HSCAN", _keys.Misses(id), cursor, "COUNT", MissesAtOnce).ConfigureAwait(false))!;
            cursor = (string)answer[0]!;
            foreach (var pair in ((RedisResult[])answer[1]!).Chunk(2))
            {
                yield return BroadcastMissJson.Read(((RedisValue)pair[0]).TryParse(out long number) ? number : 0, (byte[])pair[1]!);
            }
        }
        while (cursor != "0");
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if ((long)await connection.ExecuteAsync("ZREM", _keys.All, id).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync("UNLINK", _keys.Of(id), _keys.Pages(id), _keys.InLanes(id), _keys.Misses(id)).ConfigureAwait(false);
        return true;
    }

    private static string Field(BroadcastResult result) => result switch
    {
        BroadcastResult.Sent => "sent",
        BroadcastResult.Gone => "gone",
        BroadcastResult.Failed => "failed",
        _ => "skipped",
    };

    private async Task<IReadOnlyList<StoredBroadcast>> FindAllAsync(RedisResult ids)
    {
        var found = new List<StoredBroadcast>();
        foreach (var some in ((string[])ids!).Chunk(ReadAtOnce))
        {
            var read = (RedisResult[])(
                await connection.EvaluateAsync(BroadcastScripts.Read, Array.ConvertAll(some, _keys.Of), []).ConfigureAwait(false))!;
            found.AddRange(some.Zip(read, (id, fields) => BroadcastHash.Read(id, (RedisResult[])fields!)).OfType<StoredBroadcast>());
        }

        return found;
    }
}
