using System.Buffers;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Redis;

/// <summary>
/// Pushes updates onto a queue exactly as tgook does: the same entries, byte for byte, and the same keys for Horizon where
/// <see cref="RedisQueueOptions.Horizon"/> is set. What it pushes can be handled by tgworker and by Laravel alike.
/// </summary>
/// <remarks>Safe to use from several threads; updates pushed one after the other stand in that order.</remarks>
public sealed class UpdateEnqueuer
{
    private readonly RedisUpdateQueue _queue;
    private readonly TgookShape _shape;
    private readonly TimeProvider _time;

    /// <summary>Creates an enqueuer.</summary>
    /// <param name="queue">The queue; it must stay open.</param>
    /// <param name="time">The clock that dates the entries.</param>
    /// <param name="shape">The names of the job class and its property; null for tgook v1's.</param>
    public UpdateEnqueuer(RedisUpdateQueue queue, TimeProvider time, TgookShape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(time);
        _queue = queue;
        _time = time;
        _shape = shape ?? TgookShape.V1;
    }

    /// <summary>Pushes one update.</summary>
    /// <param name="bot">The bot the update is for, as tgook's webhook path names it.</param>
    /// <param name="update">The update's JSON; pushed as it is, not checked.</param>
    /// <param name="cancellationToken">Keeps the update from being pushed if it is not yet.</param>
    /// <returns>The job's uuid.</returns>
    /// <exception cref="QueueUnavailableException">Redis did not take it, or its answer was lost.</exception>
    public async Task<Guid> PushAsync(string bot, ReadOnlyMemory<byte> update, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uuid = Guid.NewGuid();
        var now = _time.GetUtcNow();
        var entry = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, bot, update.Span, uuid, now, _shape);
        await _queue.PushAsync(entry.WrittenSpan.ToArray(), uuid.ToString("D"), _shape.ClassName, now).ConfigureAwait(false);
        return uuid;
    }
}
