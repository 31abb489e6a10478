using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Sampling;

/// <summary>
/// The queues that the dashboard is about. They are opened when somebody looks for the first time, and again when that did not succeed.
/// </summary>
/// <param name="open">Opens them.</param>
internal sealed class DashboardQueues(Func<CancellationToken, Task<IReadOnlyList<IUpdateQueue>>> open) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private IReadOnlyList<IUpdateQueue>? _queues;

    /// <summary>The queues, in the order of the options.</summary>
    /// <exception cref="QueueUnavailableException">They cannot be reached.</exception>
    /// <exception cref="QueueUnsupportedException">They cannot be used.</exception>
    public async Task<IReadOnlyList<IUpdateQueue>> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _queues) is { } opened)
        {
            return opened;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _queues ??= await open(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>The queue of a name; null when it is none of ours.</summary>
    public async Task<IUpdateQueue?> FindAsync(string? name, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).FirstOrDefault(queue => queue.Name == name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues ?? [])
        {
            await queue.DisposeAsync();
        }

        _opening.Dispose();
    }
}
