using StackExchange.Redis;
using TgWorker.Core.Operating;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>
/// Puts unfinished jobs back on the list, lane by lane and in a large lane page by page from its end, so that Redis is never held up.
/// In between the lane has the older jobs and the list the younger ones: a worker that starts keeps their order.
/// </summary>
internal sealed class QueueDraining(
    RedisConnection connection, QueueKeys keys, TakeFrom take, LaneList lanes, LanePages pages, LiveWorkers workers)
{
    private const int Running = -1;
    private const int Changed = -2;
    private const int MostChanges = 100;

    private readonly RedisValue _end = take == TakeFrom.Head ? "HEAD" : "TAIL";

    /// <returns>How many jobs were put back.</returns>
    /// <exception cref="InvalidOperationException">Workers are in the way; the message says what was done so far.</exception>
    public async Task<long> RunAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken)
    {
        await workers.FreeLapsedAsync().ConfigureAwait(false);
        await workers.RefuseAsync().ConfigureAwait(false);
        var total = (long)await connection.ExecuteAsync("HLEN", keys.Jobs).ConfigureAwait(false);
        var moved = 0L;
        await foreach (var lane in lanes.NamesAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var changes = 0; await lanes.StateAsync(lane).ConfigureAwait(false) is { } state;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var answer = await PutBackAsync(lane, state).ConfigureAwait(false);
                if (answer == Running || (answer == Changed && ++changes == MostChanges))
                {
                    throw new InvalidOperationException(
                        $"A worker runs updates of chat {lane}: pause the queue or stop the workers, wait until they are idle, and "
                            + $"drain again. {moved} jobs were put back so far.");
                }

                moved += Math.Max(answer, 0);
                progress?.Report(new WorkDone(moved, total));
            }
        }

        return moved;
    }

    // What was looked at is what is put back: if the lane changes in between, the script does nothing.
    private async Task<long> PutBackAsync(string lane, byte[] packed)
    {
        var state = PackedLaneState.Read(packed)!.Value;
        if (state.Fence != 0)
        {
            return Running;
        }

        if (state.Paused is not null)
        {
            // The list knows no paused chats.
            await connection.EvaluateAsync(
                RedisScript.ContinueLane, [keys.Lanes, keys.Ready, keys.Stopped, keys.PausedLanes, keys.Workers], [lane])
                .ConfigureAwait(false);
            return 0;
        }

        var page = await pages.LookAtAsync(lane, state).ConfigureAwait(false);
        RedisKey[] bitmaps = [.. page.Seen.Select(its => its.Bitmap)];
        RedisValue[] bits = [.. page.Seen.Select(its => (RedisValue)its.Bits)];
        return page.Count < state.Jobs
            ? (long)await connection.EvaluateAsync(
                RedisScript.DrainTail, [keys.Lanes, keys.Jobs, keys.Workers, keys.List, .. bitmaps],
                [lane, _end, packed, page.Marks, page.Count, .. bits])
                .ConfigureAwait(false)
            : (long)await connection.EvaluateAsync(
                RedisScript.Drain,
                [keys.Lanes, keys.Jobs, keys.Ready, keys.Tries, keys.Stopped, keys.Workers, keys.List, .. bitmaps],
                [lane, _end, packed, page.Marks, .. bits]).ConfigureAwait(false);
    }
}
