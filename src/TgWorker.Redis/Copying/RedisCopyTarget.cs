using StackExchange.Redis;
using TgWorker.Core.Copying;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Copying;

/// <summary>
/// An empty queue on Redis that another one is copied to. It is written under other keys, which one step renames at the end: until then
/// it is as if nothing were there, and a copy that is broken off is begun again.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="queue">The queue's keys.</param>
/// <param name="take">Which end of the list holds the oldest entry.</param>
/// <param name="time">The clock.</param>
internal sealed class RedisCopyTarget(RedisConnection connection, QueueKeys queue, TakeFrom take, TimeProvider time) : ICopyTarget
{
    private const int KeysAtOnce = 500;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if ((long)await connection.ExecuteAsync("ZCOUNT", queue.Workers, $"({now}", "+inf").ConfigureAwait(false) is > 0 and var workers)
        {
            throw new InvalidOperationException(
                $"{workers} {(workers == 1 ? "worker is" : "workers are")} on it: stop what works there until the copy is done");
        }

        (string Command, RedisKey Key, string What)[] places =
        [
            ("LLEN", queue.List, "entries"), ("ZCARD", queue.Delayed, "delayed entries"),
            ("ZCARD", queue.Reserved, "entries of Laravel workers"), ("HLEN", queue.Jobs, "jobs in chats"),
            ("ZCARD", queue.Failed, "failed jobs"), ("ZCARD", queue.Timers, "timers"), ("HLEN", queue.PausedLanes, "paused chats"),
            ("HLEN", queue.PausedBots, "paused bots"),
            ("HLEN", queue.Stopped, "stopped chats"),
        ];
        foreach (var (command, key, what) in places)
        {
            if ((long)await connection.ExecuteAsync(command, key).ConfigureAwait(false) is > 0 and var count)
            {
                throw new InvalidOperationException(
                    $"it is not empty ({what}: {count}): name another queue (--queue) or prefix (--prefix), or work it off first");
            }
        }
    }

    public async Task<ICopy?> BeginAsync(string copy, CancellationToken cancellationToken)
    {
        if (await IsEndedAsync(copy).ConfigureAwait(false))
        {
            return null;
        }

        await CheckAsync(cancellationToken).ConfigureAwait(false);
        var keys = new CopyKeys(queue, copy);
        await ClearAsync(keys, cancellationToken).ConfigureAwait(false);

        // As join.lua leaves it: a field whose value is longer than hash-max-listpack-value.
        await connection.ExecuteAsync(
            "HSET", keys.Staged.Lanes, "", "A lane: its fence, head and tail as three little-endian doubles; jobs are in :jobs.")
            .ConfigureAwait(false);
        return new RedisCopy(connection, keys, copy, take, time);
    }

    public async Task<bool> CancelAsync(string copy, CancellationToken cancellationToken)
    {
        if (await IsEndedAsync(copy).ConfigureAwait(false))
        {
            return false;
        }

        await ClearAsync(new CopyKeys(queue, copy), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> IsEndedAsync(string copy) =>
        (string?)await connection.ExecuteAsync("GET", queue.Copied).ConfigureAwait(false) == copy;

    private async Task ClearAsync(CopyKeys keys, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = (RedisValue[])(await connection.ExecuteAsync("SRANDMEMBER", keys.Written, KeysAtOnce).ConfigureAwait(false))!;
            if (own.Length == 0)
            {
                break;
            }

            await connection.ExecuteAsync("UNLINK", [.. own.Select(key => (object)(RedisKey)(string)key!)]).ConfigureAwait(false);
            await connection.ExecuteAsync("SREM", [keys.Written, .. own.Select(key => (object)key)]).ConfigureAwait(false);
        }

        await connection.ExecuteAsync("UNLINK", [keys.Staged.List, .. keys.Pairs.Select(pair => (object)pair.Staged)])
            .ConfigureAwait(false);
    }
}
