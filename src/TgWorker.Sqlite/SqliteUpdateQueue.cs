using Microsoft.Extensions.Logging;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.History;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Broadcasts;
using TgWorker.Sqlite.FailedJobs;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.History;
using TgWorker.Sqlite.Lanes;
using TgWorker.Sqlite.Operations;
using TgWorker.Sqlite.Sending;
using TgWorker.Sqlite.Sessions;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Status;
using TgWorker.Sqlite.Stores;
using TgWorker.Sqlite.Timers;

namespace TgWorker.Sqlite;

/// <summary>
/// A queue in one SQLite file, for bots on one machine: nothing to install, and the same promises as the queue in Redis. Several processes
/// may have it open. A queue in memory is for tests and demonstrations: it uses the time of a <see cref="TimeProvider"/>, and ends with its
/// process.
/// </summary>
public sealed class SqliteUpdateQueue : IUpdateQueue
{
    /// <summary>The path that stands for a queue in memory.</summary>
    public const string InMemory = FileSettings.InMemory;

    private readonly IQueueStore _store;
    private readonly SqliteQueueOptions _options;
    private readonly IJobReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChangeWatch _watch;
    private readonly StoreUsers _users;
    private int _disposed;

    private SqliteUpdateQueue(
        IQueueStore store, StoreUsers users, SqliteQueueOptions options, IJobReader reader, TimeProvider time, ILogger logger)
    {
        _store = store;
        _users = users;
        _options = options;
        _reader = reader;
        _time = time;
        _logger = logger;
        _watch = new ChangeWatch(store, time);
        FailedJobs = new SqliteFailedJobs(store, options.Name, reader);
        Operations = new SqliteQueueOperations(store, time);
        Lanes = new SqliteLaneOperations(store, options.Name, reader, time);
        QuietTimes = new SqliteQuietTimes(store);
        Timers = new SqliteTimers(store, reader);
        SendLimits = new SqliteSendLimits(store);
        History = new SqliteWorkHistory(store, time);
        Audit = new SqliteAuditTrail(store);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string System => "sqlite";

    /// <inheritdoc/>
    public IQueueOperations Operations { get; }

    /// <inheritdoc/>
    public ILaneOperations Lanes { get; }

    /// <inheritdoc/>
    public IQuietTimes QuietTimes { get; }

    /// <inheritdoc/>
    public IQueueTimers Timers { get; }

    /// <inheritdoc/>
    public ISendLimits SendLimits { get; }

    IQueueBroadcasts? IUpdateQueue.Broadcasts => new SqliteBroadcasts(_store);

    ITrafficHistory? IUpdateQueue.Traffic => new SqliteTraffic(_ => new(_store));

    /// <inheritdoc/>
    public IWorkHistory History { get; }

    /// <inheritdoc/>
    public IAuditTrail Audit { get; }

    /// <inheritdoc/>
    public IFailedJobs FailedJobs { get; }

    /// <summary>Where the queue is kept.</summary>
    internal IQueueStore Store => _store;

    /// <summary>Opens the queue in a file. The file is created if it does not exist.</summary>
    /// <param name="path">The file, or <c>:memory:</c> for a new, empty queue in memory.</param>
    /// <param name="options">Its name and how it behaves.</param>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="time">The clock. Leases and waits use its timestamps, not the time of day.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="QueueUnavailableException">The file cannot be opened now.</exception>
    /// <exception cref="QueueUnsupportedException">The file can never be opened: it is not a queue, is damaged, or was written by a newer
    /// program.</exception>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    public static Task<SqliteUpdateQueue> OpenAsync(
        string path, SqliteQueueOptions options, IJobReader reader, TimeProvider time, ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        if (options.Lease <= TimeSpan.Zero)
        {
            throw new ArgumentException($"The lease must be longer than zero; it is {options.Lease}.", nameof(options));
        }

        if (options.LargestEntry <= 0)
        {
            throw new ArgumentException($"An entry must be allowed a byte or more; it is {options.LargestEntry}.", nameof(options));
        }

        var logger = loggerFactory.CreateLogger<SqliteUpdateQueue>();
        var file = new FileSettings(path, options.Name, options.Synchronous == SqliteSynchronous.Full, options.MaxFileSize);
        if (file.IsInMemory)
        {
            return Task.FromResult(Open());
        }

        return Task.Run(Open, cancellationToken);

        SqliteUpdateQueue Open()
        {
            var store = QueueStore.Open(
                file, new SqlTexts(), reader, options.Deduplicate ? options.DeduplicateFor : null, options.LargestEntry, time);
            return new SqliteUpdateQueue(store, new StoreUsers(), options, reader, time, logger);
        }
    }

    /// <summary>
    /// The same queue for another part of this process, which must dispose it. The file is closed when all parts have disposed theirs.
    /// </summary>
    /// <returns>Null if the queue is already closed.</returns>
    public SqliteUpdateQueue? Share() => _users.TryAdd() ? new SqliteUpdateQueue(_store, _users, _options, _reader, _time, _logger) : null;

    /// <inheritdoc/>
    public async Task<IQueueSession> JoinAsync(CancellationToken cancellationToken)
    {
        var joined = await Joining.JoinAsync(
            _store, Name, new SharedSettings(_reader, Name), _options.Lease, _time, cancellationToken).ConfigureAwait(false);
        return new SqliteQueueSession(joined, Name, _store, _watch, _reader, _options.LargestEntry, _time, _logger);
    }

    /// <inheritdoc/>
    public async Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        NoRoom.ThrowIf(await _store.WriteAsync(steps => steps.Pushing.Push(steps.Transaction, payload.Span), cancellationToken)
            .ConfigureAwait(false), _store.Path);
    }

    /// <inheritdoc/>
    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult(SqliteQueueStatus.Read(_store, Name, _reader, _time));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PollHolder>> GetPollHoldersAsync(CancellationToken cancellationToken) =>
        Task.FromResult(PollHolders.Read(_store));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _watch.DisposeAsync().ConfigureAwait(false);
        if (_users.Remove())
        {
            await _store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
