using Microsoft.Extensions.Logging;
using TgWorker.Core.Copying;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.History;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Redis.Broadcasts;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Copying;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.History;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Lanes;
using TgWorker.Redis.Laravel;
using TgWorker.Redis.Observing;
using TgWorker.Redis.Operations;
using TgWorker.Redis.Payloads;
using TgWorker.Redis.Producing;
using TgWorker.Redis.Sending;
using TgWorker.Redis.Sessions;
using TgWorker.Redis.Status;
using TgWorker.Redis.Timers;

namespace TgWorker.Redis;

/// <summary>A queue on Redis, as tgook and Laravel write it.</summary>
public sealed class RedisUpdateQueue : IUpdateQueue
{
    private readonly RedisGateway _gateway;
    private readonly RedisGateway _elsewhere;
    private readonly RedisConnection _connection;
    private readonly RedisQueueOptions _options;
    private readonly IJobReader _reader;
    private readonly TimeProvider _time;
    private readonly QueueKeys _keys;
    private readonly HorizonProjection? _horizon;
    private readonly LaravelNeighbours _laravel;
    private readonly UniqueLocks _locks;
    private readonly EntryPusher _pusher;
    private readonly RedisQueueSessions _sessions;
    private readonly RedisBroadcasts _broadcasts;
    private readonly RedisTraffic _traffic;

    /// <param name="gateway">The way to the queue.</param>
    /// <param name="elsewhere">The way to keys that are not the queue's: in a cluster they lie in other slots. Else the same.</param>
    /// <param name="connection">A connection through <paramref name="gateway"/>.</param>
    /// <param name="options">Which list is the queue.</param>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    private RedisUpdateQueue(
        RedisGateway gateway, RedisGateway elsewhere, RedisConnection connection, RedisQueueOptions options, IJobReader reader,
        TimeProvider time, ILogger logger)
    {
        _gateway = gateway;
        _elsewhere = elsewhere;
        _connection = connection;
        _options = options;
        _reader = reader;
        _time = time;
        _keys = new QueueKeys(options.Key);
        var shown = options.Horizon is { } horizon ? new ShownQueue(options.Name, options.LaravelConnection, horizon) : null;
        _horizon = shown is null ? null : new HorizonProjection(elsewhere, shown, _keys, time, logger);
        var wishes = options.LaravelCache is { } cache
            ? new LaravelWishes(elsewhere, options.Prefix, $"{options.LaravelConnection}:{options.Name}", cache, logger)
            : null;
        _laravel = new LaravelNeighbours(connection, _keys, options.Take, wishes, time, logger);
        _pusher = new EntryPusher(connection, _keys, options.Take, shown);

        // Horizon is told of jobs when they are over.
        var payloads = new PayloadPool(_horizon is null ? options.PayloadMemory ?? PayloadPool.Memory() : null);
        var settings = new SessionSettings(
            options.Name, options.Take, options.Lease, options.Deduplicate ? options.DeduplicateFor : null, options.LargestEntry, payloads);
        _locks = new UniqueLocks(gateway == elsewhere ? connection : null, elsewhere, options.Prefix, options.UniqueLocks, logger);
        var php = options.ForeignQueue is { } name ? new ForeignQueue(name, options.Prefix + "queues:" + name) : null;
        IEntryScreen[] screens =
        [
            new RetriedElsewhere(connection, _keys, options.Take, logger),
            .. php is null ? (IEntryScreen[])[] : [new ForeignEntries(connection, _keys, options.Take, php, logger)],
        ];
        IQueueCompanion[] companions = _horizon is null ? [_laravel] : [_laravel, _horizon];
        _sessions = new RedisQueueSessions(
            connection, gateway, _keys, settings, reader, companions, screens, _locks, _horizon, time, logger);
        FailedJobs = new RedisFailedJobs(
            connection, _keys, new FailedJobRetrying(connection, _keys, options.Take, php, reader, time, _horizon),
            new FailedJobRemoval(connection, _keys, reader, _horizon));
        var (lanes, workers) = (new LaneList(connection, _keys), new LiveWorkers(connection, _keys));
        Operations = new RedisQueueOperations(
            connection,
            _keys,
            new QueueClearing(connection, _keys, lanes, workers, reader, _horizon),
            new QueueDraining(connection, _keys, options.Take, lanes, new LanePages(connection, _keys, options.Deduplicate, reader),
                workers),
            new ListEntries(connection, _keys, options.Take));
        Lanes = new RedisLaneOperations(
            connection, _keys, new LaneLooking(connection, _keys, reader),
            new LaneEditing(connection, _keys, options.Name, workers, reader, _locks, _horizon));
        QuietTimes = new RedisQuietTimes(connection, _keys);
        Timers = new RedisTimers(connection, _keys, reader, time);
        _broadcasts = new RedisBroadcasts(connection, _keys, options.Take);
        SendLimits = new RedisSendLimits(connection, _keys);
        History = new RedisWorkHistory(connection, _keys);
        _traffic = new RedisTraffic(_ => new(connection), _keys);
        Audit = new RedisAuditTrail(connection, _keys);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string System => "redis";

    /// <inheritdoc/>
    public QueueServer? Server => _connection.Current?.Server;

    /// <inheritdoc/>
    public IFailedJobs FailedJobs { get; }

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

    IQueueBroadcasts? IUpdateQueue.Broadcasts => _broadcasts;

    ITrafficHistory? IUpdateQueue.Traffic => _traffic;

    /// <inheritdoc/>
    public IWorkHistory History { get; }

    /// <inheritdoc/>
    public IAuditTrail Audit { get; }

    /// <summary>Connects to Redis and makes sure that it will do.</summary>
    /// <param name="connection">Where Redis is.</param>
    /// <param name="options">Which list is the queue.</param>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="time">The clock for waits and time limits; leases go by Redis's own.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached now.</exception>
    /// <exception cref="QueueUnsupportedException">It can never work: Redis is too old, or a setting is not supported.</exception>
    public static async Task<RedisUpdateQueue> ConnectAsync(
        RedisConnectionOptions connection,
        RedisQueueOptions options,
        IJobReader reader,
        TimeProvider time,
        ILoggerFactory loggerFactory,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        var logger = loggerFactory.CreateLogger<RedisUpdateQueue>();
        var gateway = new RedisGateway(connection, time);
        try
        {
            var opened = await gateway.OpenAsync("work").ConfigureAwait(false);
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                await RedisServerCheck.RunAsync(opened, connection, options.Name, options.Key, logger).ConfigureAwait(false);
                return opened.Current is { IsCluster: true }
                    ? await InClusterAsync(gateway, opened, options, reader, time, logger).ConfigureAwait(false)
                    : new RedisUpdateQueue(gateway, gateway, opened, options, reader, time, logger);
            }
            catch
            {
                await opened.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (QueueUnavailableException exception) when (RedisErrorText.NoDatabase(exception.InnerException?.Message ?? ""))
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw new QueueUnsupportedException(exception.Message);
        }
        catch (QueueUnavailableException exception)
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            var reason = await RedisProbe.WhyNotAsync(connection, cancellationToken).ConfigureAwait(false);
            throw reason is null ? exception
                : new QueueUnavailableException($"Redis at {connection}: {reason}", exception, exception.MayHaveHappened);
        }
        catch
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The queue is on one primary of the cluster, and with it must go whoever holds something of it.
    private static async Task<RedisUpdateQueue> InClusterAsync(
        RedisGateway elsewhere, RedisConnection opened, RedisQueueOptions options, IJobReader reader, TimeProvider time, ILogger logger)
    {
        var gateway = await RedisGateway.ToSlotAsync(opened, elsewhere.Options, options.Key, time).ConfigureAwait(false);
        try
        {
            var connection = await gateway.OpenAsync("work").ConfigureAwait(false);
            await opened.DisposeAsync().ConfigureAwait(false);
            return new RedisUpdateQueue(gateway, elsewhere, connection, options, reader, time, logger);
        }
        catch
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => _sessions.JoinAsync();

    /// <inheritdoc/>
    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => _pusher.PushAsync(payload.ToArray());

    /// <summary>This queue as one that another is copied to.</summary>
    internal ICopyTarget CopyTarget() => new RedisCopyTarget(_connection, _keys, _options.Take, _time);

    internal Task PushAsync(byte[] entry, string uuid, string name, DateTimeOffset now) => _pusher.PushAsync(entry, uuid, name, now);

    /// <inheritdoc/>
    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        RedisQueueStatus.ReadAsync(_connection, _keys, _options.Name, _options.Take, _reader, _time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PollHolder>> GetPollHoldersAsync(CancellationToken cancellationToken) =>
        PollHolders.ReadAsync(_connection, _keys);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _laravel.DisposeAsync().ConfigureAwait(false);
        if (_horizon is not null)
        {
            await _horizon.DisposeAsync().ConfigureAwait(false);
        }

        await _locks.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _gateway.DisposeAsync().ConfigureAwait(false);
        if (_elsewhere != _gateway)
        {
            await _elsewhere.DisposeAsync().ConfigureAwait(false);
        }
    }
}
