using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;

namespace TgWorker.Redis.Horizon;

/// <summary>
/// Shows the jobs to Laravel Horizon. Beside the way of the updates, never in it: events go through a bounded channel, which
/// drops the oldest when Redis is slow, and over a connection of their own.
/// </summary>
internal sealed class HorizonProjection : IQueueObserver, IQueueCompanion, IAsyncDisposable
{
    private const int Capacity = 32_768;
    private static readonly TimeSpan OperatorsPatience = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Channel<HorizonEvent> _events;
    private readonly HorizonWriter _writer;

    public HorizonProjection(
        RedisGateway gateway, ShownQueue queue, QueueKeys queueKeys, TimeProvider time, ILogger logger)
    {
        _time = time;
        _writer = new HorizonWriter(gateway, queue, queueKeys.HorizonTurn, time, logger);
        _events = Channel.CreateBounded<HorizonEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => _writer.CountDropped());
        _writer.Start(_events.Reader);
    }

    /// <summary>Trims old jobs if it is time.</summary>
    public void Beat() => _writer.Beat();

    /// <inheritdoc/>
    public void Started(Delivery delivery)
    {
        delivery.StartedAt = _time.GetTimestamp();
        if (_events.Reader.Count > Capacity / 2)
        {
            // When time is short, that a job began matters least: an end that is missed leaves it pending for an hour.
            _writer.CountDropped();
            return;
        }

        Tell(HorizonEventKind.Reserved, delivery.Job, delivery.Job.Attempts + delivery.Failures + 1);
    }

    /// <inheritdoc/>
    public void Finished(Delivery delivery) =>
        Tell(HorizonEventKind.Completed, delivery.Job, runtime: _time.GetElapsedTime(delivery.StartedAt));

    /// <inheritdoc/>
    public void FinishedUnrun(Job job) => Tell(HorizonEventKind.Completed, job);

    /// <inheritdoc/>
    public void Failed(Delivery delivery, Failure failure) =>
        Tell(HorizonEventKind.Failed, delivery.Job, failure.Attempts, error: failure.Error);

    /// <inheritdoc/>
    public void Released(Delivery delivery, int failures) =>
        Tell(HorizonEventKind.Released, delivery.Job, delivery.Job.Attempts + failures);

    /// <inheritdoc/>
    public Task RetryingAsync(IReadOnlyList<Job> jobs) => TellAsync(HorizonEventKind.Retried, jobs);

    /// <inheritdoc/>
    public Task ClearedAsync(IReadOnlyList<Job> jobs) => TellAsync(HorizonEventKind.Cleared, jobs);

    /// <inheritdoc/>
    public Task ForgottenAsync(IReadOnlyList<Job> jobs) => TellAsync(HorizonEventKind.Forgotten, jobs);

    /// <summary>Writes what is left to write, unless Redis does not answer in a moment.</summary>
    public ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        return _writer.DisposeAsync();
    }

    // Waits until the last one is written, in a moment: Horizon is not worth more of an operator's time.
    private async Task TellAsync(HorizonEventKind kind, IReadOnlyList<Job> jobs)
    {
        var known = jobs.Where(job => HorizonKeys.MayName(job.Uuid)).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < known.Count; i++)
        {
            _events.Writer.TryWrite(new HorizonEvent(
                kind, known[i], _time.GetUtcNow(), known[i].Attempts, Written: i == known.Count - 1 ? written : null));
        }

        await Task.WhenAny(written.Task, Task.Delay(OperatorsPatience, _time)).ConfigureAwait(false);
    }

    // Horizon knows jobs by their uuid; it never hears of entries that have none.
    private void Tell(HorizonEventKind kind, Job job, int attempts = 0, TimeSpan? runtime = null, string? error = null)
    {
        if (HorizonKeys.MayName(job.Uuid))
        {
            _events.Writer.TryWrite(new HorizonEvent(kind, job, _time.GetUtcNow(), attempts, runtime, error));
        }
    }
}
