using TgWorker.Core.Queues;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Waiting;

namespace TgWorker.Sqlite.Stores;

/// <summary>Where a queue is kept: a file, or memory.</summary>
internal interface IQueueStore : IAsyncDisposable
{
    /// <summary>The file's path, or <c>:memory:</c>.</summary>
    string Path { get; }

    /// <summary>Whether other processes may write it too.</summary>
    bool IsShared { get; }

    /// <summary>The queue's clock.</summary>
    QueueClock Clock { get; }

    /// <summary>Rings when a claim may have something to give.</summary>
    Bell Bell { get; }

    /// <summary>
    /// Takes steps in one transaction: all of them happen or none. They may be taken again after an error that others of the same
    /// transaction made, so they change nothing but the queue.
    /// </summary>
    /// <exception cref="QueueUnavailableException">Nothing was written.</exception>
    Task<T> WriteAsync<T>(Func<QueueSteps, T> steps, CancellationToken cancellationToken = default);

    /// <summary>Looks at the queue as it is now: at one moment of it, whatever is written meanwhile.</summary>
    /// <exception cref="QueueUnavailableException">It cannot be read now.</exception>
    T Read<T>(Func<QueueReads, T> look);
}
