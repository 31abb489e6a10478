using TgWorker.Core.FailedJobs;
using TgWorker.Core.History;
using TgWorker.Core.Lanes;
using TgWorker.Core.Operating;

namespace TgWorker.Core.Queues;

/// <summary>A queue of Telegram updates that keeps the updates of one lane in order.</summary>
public interface IUpdateQueue : IAsyncDisposable
{
    /// <summary>The queue's bare name, such as <c>telegram_updates</c>.</summary>
    string Name { get; }

    /// <summary>What keeps the queue, as telemetry names it (<c>messaging.system</c>): <c>redis</c>, <c>sqlite</c>.</summary>
    string System { get; }

    /// <summary>The server that keeps it now, for telemetry; null (the default) where there is none, or where it is not known.</summary>
    QueueServer? Server => null;

    /// <summary>What an operator can do to it.</summary>
    IQueueOperations Operations { get; }

    /// <summary>What an operator sees of its single lanes, and can do to one of them.</summary>
    /// <exception cref="NotSupportedException">The queue has nothing of that kind.</exception>
    ILaneOperations Lanes => throw new NotSupportedException($"{System} shows no single chats.");

    /// <summary>Lets one of all its workers speak at a time.</summary>
    IQuietTimes QuietTimes { get; }

    /// <summary>Its timers; null (the default) for a queue that has none.</summary>
    IQueueTimers? Timers => null;

    /// <summary>The limits of what its bots send; null (the default) for a queue that keeps none.</summary>
    ISendLimits? SendLimits => null;

    /// <summary>Its broadcasts; null (the default) for a queue that has none.</summary>
    internal IQueueBroadcasts? Broadcasts => null;

    /// <summary>Who did what to it; null (the default) for a queue that keeps nothing of it.</summary>
    IAuditTrail? Audit => null;

    /// <summary>What was done of late; null (the default) for a queue that keeps nothing of it.</summary>
    IWorkHistory? History => null;

    /// <summary>What came in and went out of late; null (the default) for a queue that keeps nothing of it.</summary>
    internal ITrafficHistory? Traffic => null;

    /// <summary>The jobs that were given up.</summary>
    IFailedJobs FailedJobs { get; }

    /// <summary>Joins the queue as a new worker incarnation with a lease of its own.</summary>
    Task<IQueueSession> JoinAsync(CancellationToken cancellationToken);

    /// <summary>Appends an entry at the tail, as a producer would.</summary>
    Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Counts what stands where at this moment.</summary>
    Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Who asks Telegram for the bots' updates; empty (the default) where nobody ever did.</summary>
    Task<IReadOnlyList<PollHolder>> GetPollHoldersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PollHolder>>([]);
}
