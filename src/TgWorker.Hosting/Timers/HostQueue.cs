using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Stores;

namespace TgWorker.Hosting.Timers;

/// <summary>The first of the queues that the options name, opened when somebody outside of the worker first needs it.</summary>
internal sealed class HostQueue(TgWorkerOptions options, IQueueFactory factory, TimeProvider time, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IReadOnlyList<IUpdateQueue>? _queues;

    /// <summary>The queue's timers.</summary>
    /// <exception cref="QueueUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public async ValueTask<IQueueTimers> TimersAsync(CancellationToken cancellationToken)
    {
        var queue = await GetAsync(cancellationToken);
        return queue.Timers ?? throw new InvalidOperationException($"The queue {queue.Name} has no timers.");
    }

    /// <summary>The queue's broadcasts.</summary>
    /// <exception cref="QueueUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public async ValueTask<IQueueBroadcasts> BroadcastsAsync(CancellationToken cancellationToken)
    {
        var queue = await GetAsync(cancellationToken);
        return queue.Broadcasts ?? throw new InvalidOperationException($"The queue {queue.Name} has no broadcasts.");
    }

    /// <summary>The queue.</summary>
    /// <exception cref="QueueUnavailableException">It cannot be reached now.</exception>
    public async ValueTask<IUpdateQueue> GetAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _queues ??= await factory.OpenAsync(options, time, loggers, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }

        return _queues[0];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues ?? [])
        {
            await queue.DisposeAsync();
        }

        _opening.Dispose();
    }
}
