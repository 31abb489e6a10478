using Microsoft.Extensions.Logging;
using TgWorker.Core.History;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.History;
using TgWorker.Sqlite.Intake;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite;

/// <summary>The intake's side of a queue in SQLite. It can be created before the file can be opened.</summary>
public sealed class SqliteIntakeQueue : IIntakeQueue
{
    private readonly Func<CancellationToken, Task<SqliteUpdateQueue>> _openQueue;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SqliteTraffic _traffic;
    private volatile SqliteUpdateQueue? _queue;
    private bool _disposed;

    /// <summary>Creates the intake's side; the file is opened at its first use.</summary>
    /// <inheritdoc cref="SqliteUpdateQueue.OpenAsync" path="/param"/>
    public SqliteIntakeQueue(string path, SqliteQueueOptions options, IJobReader reader, TimeProvider time, ILoggerFactory loggerFactory)
        : this((options ?? throw new ArgumentNullException(nameof(options))).Name, cancellationToken =>
            SqliteUpdateQueue.OpenAsync(path, options, reader, time, loggerFactory, cancellationToken))
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
    }

    /// <summary>
    /// Creates the intake's side of a queue that is opened elsewhere and shared. In one process, one thread then writes, and a push wakes
    /// the workers at once.
    /// </summary>
    /// <param name="name">The queue's bare name.</param>
    /// <param name="open">Opens the queue; called again after a failure. This object disposes what it returns: see
    /// <see cref="SqliteUpdateQueue.Share"/>.</param>
    public SqliteIntakeQueue(string name, Func<CancellationToken, Task<SqliteUpdateQueue>> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(open);
        Name = name;
        _openQueue = open;
        Leases = new SqlitePollLeases(StoreAsync);
        _traffic = new SqliteTraffic(StoreAsync);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPollLeases Leases { get; }

    ITrafficHistory? IIntakeQueue.Traffic => _traffic;

    /// <inheritdoc/>
    public async Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        NoRoom.ThrowIf(await store.WriteAsync(steps => steps.Pushing.Push(steps.Transaction, entries), cancellationToken)
            .ConfigureAwait(false), store.Path);
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        NoRoom.ThrowIf(await store.WriteAsync(static steps => steps.Pushing.Try(steps.Transaction), cancellationToken)
            .ConfigureAwait(false), store.Path);
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var store = await StoreAsync(cancellationToken).ConfigureAwait(false);
        return store.Read(static reads => reads["status.unfinished"].ReadNumber() ?? 0);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        var queue = _queue;
        _opening.Release();
        if (queue is not null)
        {
            await queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<IQueueStore> StoreAsync(CancellationToken cancellationToken)
    {
        if (_queue is { } open)
        {
            return open.Store;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return (_queue ??= await _openQueue(cancellationToken).ConfigureAwait(false)).Store;
        }
        finally
        {
            _opening.Release();
        }
    }
}
