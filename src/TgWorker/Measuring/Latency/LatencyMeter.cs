using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Measuring.Latency;

/// <summary>Measures how long an update waits between its push and its handler.</summary>
/// <remarks>The handler runs in this process, so both ends are told by one clock.</remarks>
internal sealed class LatencyMeter(ThrowAwayQueue queue, UpdateSource updates, LatencyHandler handler, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Long enough for a worker to go back to waiting.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(3);

    /// <summary>One update at a time, each pushed when the one before is done with.</summary>
    public async Task<LatencySummary> IdleAsync(int count, CancellationToken cancellationToken)
    {
        var waits = new double[count];
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(Rest, time, cancellationToken);
            var recording = Start(ids: 1, expected: 1);
            var id = updates.NextId;
            byte[][] entry = [updates.Next()];
            recording.Pushing(id);
            await queue.PushAsync(entry);
            await EndAsync(recording, cancellationToken);
            waits[i] = recording.Waits.Single();
        }

        return LatencySummary.Of(waits);
    }

    /// <summary>
    /// A steady stream, pushed every millisecond whatever the workers do. What a flooding chat pushes meanwhile is not
    /// measured.
    /// </summary>
    /// <param name="rate">Updates per second.</param>
    /// <param name="floodRate">Further updates per second, all of one chat.</param>
    /// <param name="duration">How long to push.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<LatencySummary> PacedAsync(double rate, double floodRate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var total = (int)Math.Max(rate * duration.TotalSeconds, 1);
        var floods = (int)(floodRate * duration.TotalSeconds);
        var recording = Start(ids: total + floods, expected: total);
        var onItsWay = Task.CompletedTask;
        var started = time.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, time);
        for (int pushed = 0, flooded = 0; pushed < total;)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            var share = Math.Min(time.GetElapsedTime(started) / duration, 1);
            var batch = Due(recording, (int)(total * share) - pushed, (int)(floods * share) - flooded);
            (pushed, flooded) = ((int)(total * share), (int)(floods * share));
            if (batch.Length > 0)
            {
                // Not before the entries were stamped: to wait for Redis is part of the wait.
                await onItsWay;
                onItsWay = queue.PushAsync(batch);
            }
        }

        await onItsWay;
        await EndAsync(recording, cancellationToken);
        return LatencySummary.Of([.. recording.Waits]);
    }

    private byte[][] Due(LatencyRecording recording, int count, int floods)
    {
        var batch = new byte[count + floods][];
        for (var i = 0; i < floods; i++)
        {
            batch[i] = updates.NextOfFlood();
        }

        for (var i = floods; i < batch.Length; i++)
        {
            recording.Pushing(updates.NextId);
            batch[i] = updates.Next();
        }

        return batch;
    }

    private LatencyRecording Start(int ids, int expected) =>
        handler.Recording = new LatencyRecording(updates.NextId, ids, expected, time);

    private async Task EndAsync(LatencyRecording recording, CancellationToken cancellationToken)
    {
        await recording.Complete.WaitAsync(Patience, time, cancellationToken);
        handler.Recording = null;
    }
}
