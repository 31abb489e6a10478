using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>
/// A queue within this process that keeps the promises of the Redis queue, except that nothing outlives the process: for
/// the demo, for tests, for bots that poll. Any number of workers may join it.
/// </summary>
/// <remarks>Its memory grows with the backlog; entries are read when they are pushed.</remarks>
public sealed class InProcessQueue : IUpdateQueue
{
    private readonly InProcessStore _store;
    private readonly IJobReader _reader;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="options">Name, lease and duplicates; null takes the defaults.</param>
    /// <param name="time">The clock of leases, parked lanes and waits; null is the system's.</param>
    /// <exception cref="ArgumentException">The lease is not longer than zero.</exception>
    public InProcessQueue(IJobReader reader, InProcessQueueOptions? options = null, TimeProvider? time = null)
    {
        options ??= new InProcessQueueOptions();
        if (options.Lease <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The lease must be longer than zero; it is {options.Lease}.", nameof(options));
        }

        _reader = reader;
        _store = new InProcessStore(options, reader, time ?? TimeProvider.System);
        FailedJobs = new InProcessFailedJobs(_store, reader);
    }

    /// <inheritdoc />
    public string Name => _store.Name;

    /// <inheritdoc />
    public string System => "in_process";

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Nobody can operate it from outside of the process.</exception>
    public IQueueOperations Operations => throw new NotSupportedException("A queue within the process has no operators.");

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">It has no workers elsewhere.</exception>
    public IQuietTimes QuietTimes => throw new NotSupportedException("A queue within the process has no workers elsewhere.");

    /// <inheritdoc />
    public IFailedJobs FailedJobs { get; }

    /// <inheritdoc />
    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = new InProcessSession(_store);
        lock (_store.Gate)
        {
            _store.Sessions.Add(session);
        }

        return Task.FromResult<IQueueSession>(session);
    }

    /// <inheritdoc />
    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = _reader.Read(payload.ToArray());
        lock (_store.Gate)
        {
            _store.Entries.Enqueue((job, _store.WallClock));
            _store.WakeWaiters();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            return Task.FromResult(new QueueStatus
            {
                Queue = Name,
                Pending = _store.Entries.Count,
                Delayed = 0,
                InLanes = _store.Lanes.Jobs,
                Lanes = _store.Lanes.Count,
                Held = _store.Lanes.Held,
                Ready = _store.Lanes.Ready.Count,
                ReadyNow = _store.Lanes.Ready.CountNow,
                Stopped = _store.Lanes.Stopped,
                Failed = _store.Failed.Count,
                Paused = false,
                OldestPushedAt = _store.Entries.TryPeek(out var oldest) ? oldest.PushedAt : null,
                OldestWait = _store.Entries.TryPeek(out var first) ? _store.WallClock - first.PushedAt : null,
                LongestWait = _store.WallClock - new[] { _store.Entries.Count > 0 ? first.PushedAt : (DateTimeOffset?)null, _store.Lanes.OldestWaiting }.Min(),
                Workers = [.. _store.Sessions.Select(session => session.Status)],
            });
        }
    }

    /// <summary>Does nothing: the queue lives as long as it is referenced.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
