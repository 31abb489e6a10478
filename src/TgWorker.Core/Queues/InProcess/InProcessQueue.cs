using TgWorker.Envelopes;
using TgWorker.FailedJobs;

namespace TgWorker.Queues.InProcess;

/// <summary>
/// A queue within this process that keeps the promises of the Redis queue, except that nothing outlives the process: for
/// the demo, for tests, for bots that poll. Any number of workers may join it.
/// </summary>
/// <remarks>Its memory grows with the backlog; entries are read when they are pushed.</remarks>
public sealed class InProcessQueue : IUpdateQueue
{
    private readonly InProcessStore store;
    private readonly IJobReader reader;

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

        this.reader = reader;
        store = new InProcessStore(options, time ?? TimeProvider.System);
        FailedJobs = new InProcessFailedJobs(store);
    }

    /// <inheritdoc />
    public string Name => store.Name;

    /// <inheritdoc />
    public IFailedJobs FailedJobs { get; }

    /// <inheritdoc />
    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = new InProcessSession(store);
        lock (store.Gate)
        {
            store.Sessions.Add(session);
        }

        return Task.FromResult<IQueueSession>(session);
    }

    /// <inheritdoc />
    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = reader.Read(payload.ToArray());
        lock (store.Gate)
        {
            store.Entries.Enqueue((job, store.WallClock));
            store.WakeWaiters();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            return Task.FromResult(new QueueStatus
            {
                Queue = Name,
                Pending = store.Entries.Count,
                Delayed = 0,
                InLanes = store.Lanes.Jobs,
                Lanes = store.Lanes.Count,
                Held = store.Lanes.Held,
                Ready = store.Lanes.Ready.Count,
                Stopped = store.Lanes.Stopped,
                Failed = store.Failed.Count,
                Paused = false,
                OldestPushedAt = store.Entries.TryPeek(out var oldest) ? oldest.PushedAt : null,
                Workers = [.. store.Sessions.Select(session => session.Status)],
            });
        }
    }

    /// <summary>Does nothing: the queue lives as long as it is referenced.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
