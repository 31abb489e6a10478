using StackExchange.Redis;
using TgWorker.Core.Copying;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Copying;

/// <summary>A copy of another queue that has begun.</summary>
internal sealed class RedisCopy(RedisConnection connection, CopyKeys keys, string copy, TakeFrom take, TimeProvider time) : ICopy
{
    private const int MostPushed = 5_000;

    private static readonly RedisScript End = RedisScript.Load("copy_end");

    private readonly CopyWriter _writer = new(keys, take, time.GetUtcNow());

    public async Task AddAsync(CopiedPart part, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_writer.OwnKeys(part) is { Count: > 0 } own)
        {
            await connection.SendAsync(batch => batch.SetAddAsync(keys.Written, [.. own.Select(key => (RedisValue)(string)key!)]))
                .ConfigureAwait(false);
        }

        await connection.SendAsync(batch => _writer.Write(batch, part)).ConfigureAwait(false);
    }

    public async Task EndAsync(CopiedQueue whole, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queue = keys.Queue;
        foreach (var (i, (bot, since)) in whole.PausedBots.Index())
        {
            await connection.ExecuteAsync("HSET", keys.Staged.PausedBots, bot, BotPauseRecord.Write(i + 1, since)).ConfigureAwait(false);
        }

        var answer = (long)await connection.EvaluateAsync(
            End,
            [
                queue.Workers, queue.Copied, queue.List, queue.Lanes, queue.Paused, queue.Fence, keys.Staged.List, keys.Written,
                queue.Settings,
                .. keys.Pairs.SelectMany(pair => (RedisKey[])[pair.Staged, pair.Queue]),
            ],
            [
                copy, take == TakeFrom.Head ? "HEAD" : "TAIL", MostPushed, whole.Fence, whole.IsPaused ? 1 : 0,
                SharedSettings.OrderBy, whole.OrderedBy ?? "",
            ])
            .ConfigureAwait(false);
        if (answer != 1)
        {
            throw new InvalidOperationException(answer switch
            {
                -1 => "workers have started on it meanwhile: stop them, and run the copy again",
                -2 => "it is no longer empty: name another queue (--queue) or prefix (--prefix), or work it off first",
                _ => $"more than {MostPushed} updates were pushed there meanwhile: keep them back, and run the copy again",
            });
        }
    }
}
