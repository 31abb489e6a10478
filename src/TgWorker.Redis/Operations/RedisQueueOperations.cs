using System.Runtime.CompilerServices;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>What an operator can do to a Redis queue.</summary>
internal sealed class RedisQueueOperations(
    RedisConnection connection, QueueKeys keys, TakeFrom take, bool deduplicate, IJobReader reader) : IQueueOperations
{
    private const int Page = 500;

    private readonly LaneUpdates _updates = new(connection, keys, deduplicate, reader);

    public Task PauseAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("SET", keys.Paused, 1);

    public Task ContinueAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("DEL", keys.Paused);

    // A number that grows, not the time: two wishes within a clock tick are two wishes.
    public Task RequestRestartAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("INCR", keys.Restart);

    public async Task<long> ClearAsync(CancellationToken cancellationToken)
    {
        var cleared = (long)await connection.ExecuteAsync("LLEN", keys.List).ConfigureAwait(false)
            + (long)await connection.ExecuteAsync("ZCARD", keys.Delayed).ConfigureAwait(false)
            + (long)await connection.ExecuteAsync("ZCARD", keys.Reserved).ConfigureAwait(false);
        await connection.ExecuteAsync("DEL", keys.List, keys.Delayed, keys.Reserved, keys.Notify).ConfigureAwait(false);
        await foreach (var (lane, _) in LanesAsync(cancellationToken).ConfigureAwait(false))
        {
            cleared += (long)await connection.EvaluateAsync(
                RedisScript.Clear, [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Workers], [lane]).ConfigureAwait(false);
        }

        return cleared;
    }

    public async Task<long> DrainAsync(CancellationToken cancellationToken)
    {
        var moved = 0L;
        await foreach (var (lane, state) in LanesAsync(cancellationToken).ConfigureAwait(false))
        {
            var seen = state;
            long answer;
            while ((answer = await DrainLaneAsync(lane, seen).ConfigureAwait(false)) == -2)
            {
                seen = (byte[]?)await connection.ExecuteAsync("HGET", keys.Lanes, lane).ConfigureAwait(false);
                if (seen is null)
                {
                    answer = 0;
                    break;
                }
            }

            moved += answer >= 0
                ? answer
                : throw new InvalidOperationException(
                    $"A worker runs an update of chat {lane}: pause the queue or stop the workers, wait until they are idle, and drain again. {moved} jobs were put back so far.");
        }

        return moved;
    }

    private async Task<long> DrainLaneAsync(string lane, byte[]? state)
    {
        if (state is null)
        {
            return 0;
        }

        // What was looked at is what is put back: if the lane changes in between, the script does nothing.
        var (jobs, seen) = await _updates.LookAtAsync(lane, state).ConfigureAwait(false);
        return (long)await connection.EvaluateAsync(
            RedisScript.Drain,
            [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Workers, keys.List, .. seen.Select(its => its.Bitmap)],
            [lane, take == TakeFrom.Head ? "HEAD" : "TAIL", state, jobs, .. seen.Select(its => (RedisValue)its.Bits)]).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<(string Lane, byte[] State)> LanesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = "0";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = (RedisResult[])(await connection.ExecuteAsync("HSCAN", keys.Lanes, cursor, "COUNT", Page).ConfigureAwait(false))!;
            cursor = (string)page[0]!;
            var fields = (RedisValue[])page[1]!;
            for (var i = 0; i < fields.Length; i += 2)
            {
                if (fields[i] != "")
                {
                    yield return (fields[i]!, fields[i + 1]!);
                }
            }
        }
        while (cursor != "0");
    }
}
