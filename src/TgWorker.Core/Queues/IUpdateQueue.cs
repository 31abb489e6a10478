using TgWorker.Core.FailedJobs;
using TgWorker.Core.History;
using TgWorker.Core.Lanes;
using TgWorker.Core.Operating;

namespace TgWorker.Core.Queues;

/// <summary>A queue of Telegram updates that keeps the updates of each lane in order.</summary>
public interface IUpdateQueue : IAsyncDisposable
{
    /// <summary>The queue's bare name, such as <c>telegram_updates</c>.</summary>
    string Name { get; }

    /// <summary>What stores the queue, as telemetry names it (<c>messaging.system</c>): <c>redis</c>, <c>sqlite</c>.</summary>
    string System { get; }

    /// <summary>The server that stores it now, for telemetry; null (the default) if there is none, or it is not known.</summary>
    QueueServer? Server => null;

    /// <summary>What an operator can do to the queue.</summary>
    IQueueOperations Operations { get; }

    /// <summary>What an operator can see of single lanes, and do to one.</summary>
    /// <exception cref="NotSupportedException">The queue does not offer this.</exception>
    ILaneOperations Lanes => throw new NotSupportedException($"{System} shows no single chats.");

    /// <summary>Lets one of the queue's workers speak at a time.</summary>
    IQuietTimes QuietTimes { get; }

    /// <summary>The queue's timers; null (the default) if it has none.</summary>
    IQueueTimers? Timers => null;

    /// <summary>The limits of what its bots send; null (the default) if the queue keeps none.</summary>
    ISendLimits? SendLimits => null;

    /// <summary>The queue's broadcasts; null (the default) if it has none.</summary>
    internal IQueueBroadcasts? Broadcasts => null;

    /// <summary>Who did what to the queue; null (the default) if the queue does not record it.</summary>
    IAuditTrail? Audit => null;

    /// <summary>What was recently done; null (the default) if the queue does not record it.</summary>
    IWorkHistory? History => null;

    /// <summary>What recently came in and went out; null (the default) if the queue does not record it.</summary>
    internal ITrafficHistory? Traffic => null;

    /// <summary>The jobs that were given up.</summary>
    IFailedJobs FailedJobs { get; }

    /// <summary>Joins the queue as a new worker incarnation with its own lease.</summary>
    Task<IQueueSession> JoinAsync(CancellationToken cancellationToken);

    /// <summary>Appends an entry at the tail, as a producer would.</summary>
    Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Counts the jobs and lanes in each state at this moment.</summary>
    Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Who asks Telegram for the bots' updates; empty (the default) if nobody ever did.</summary>
    Task<IReadOnlyList<PollHolder>> GetPollHoldersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PollHolder>>([]);
}
