using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.FailedJobs;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Laravel;
using TgWorker.Redis.Operations;
using TgWorker.Redis.Producing;
using TgWorker.Redis.Replicas;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Sessions;
using TgWorker.Redis.Status;

namespace TgWorker.Redis;

/// <summary>A queue on Redis, as tgook and Laravel write it.</summary>
public sealed class RedisUpdateQueue : IUpdateQueue
{
    private readonly RedisConnection _connection;
    private readonly RedisConnectionOptions _connectionOptions;
    private readonly RedisQueueOptions _options;
    private readonly IJobReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly QueueKeys _keys;
    private readonly HorizonProjection? _horizon;
    private readonly LaravelNeighbours _laravel;
    private readonly EntryPusher _pusher;

    private RedisUpdateQueue(
        RedisConnection connection, RedisConnectionOptions connectionOptions, RedisQueueOptions options, IJobReader reader, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _connectionOptions = connectionOptions;
        _options = options;
        _reader = reader;
        _time = time;
        _logger = logger;
        _keys = new QueueKeys(options.Key);
        _horizon = options.Horizon is { } horizon ? new HorizonProjection(connectionOptions, options, horizon, _keys, time, logger) : null;
        _laravel = new LaravelNeighbours(connection, connectionOptions, _keys, options, _horizon, time, logger);
        _pusher = new EntryPusher(connection, _keys, options);
        FailedJobs = new RedisFailedJobs(connection, _keys, reader, _horizon);
        Operations = new RedisQueueOperations(connection, _keys, options, reader);
        QuietTimes = new RedisQuietTimes(connection, _keys);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public string System => "redis";

    /// <inheritdoc/>
    public IFailedJobs FailedJobs { get; }

    /// <inheritdoc/>
    public IQueueOperations Operations { get; }

    /// <inheritdoc/>
    public IQuietTimes QuietTimes { get; }

    /// <summary>Connects to Redis and makes sure that it will do.</summary>
    /// <param name="connection">Where Redis is.</param>
    /// <param name="options">Which list is the queue.</param>
    /// <param name="reader">Reads the entries.</param>
    /// <param name="time">The clock for waits and time limits; leases go by Redis's own.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Gives up.</param>
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
        var opened = await RedisConnection.OpenAsync(connection, "work", time).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RedisServerCheck.RunAsync(opened, connection, options, logger).ConfigureAwait(false);
            return new RedisUpdateQueue(opened, connection, options, reader, time, logger);
        }
        catch (QueueUnavailableException exception) when (exception.InnerException is RedisConnectionException)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            var reason = await RedisProbe.WhyNotAsync(connection, cancellationToken).ConfigureAwait(false);
            throw reason is null ? exception : new QueueUnavailableException($"Redis at {connection}: {reason}", exception.InnerException, exception.MayHaveHappened);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IQueueSession> JoinAsync(CancellationToken cancellationToken)
    {
        await _laravel.MeetAsync().ConfigureAwait(false);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Random.Shared.NextInt64(1L << 40):x10}");
        await _connection.EvaluateAsync(RedisScript.Join, [_keys.Workers, _keys.Lanes], [name, (long)_options.Lease.TotalMilliseconds]).ConfigureAwait(false);
        var watcher = new ListWatcher(_connectionOptions, _keys, _options.Take, _time, _logger);
        return new RedisQueueSession(
            name, _connection, _keys, _options, _reader, watcher, new ReplicaCard(name, _connection, _keys, _options.Lease, _time), _laravel, _horizon, _time, _logger);
    }

    /// <inheritdoc/>
    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => _pusher.PushAsync(payload.ToArray());

    internal Task PushAsync(byte[] entry, string uuid, string name, DateTimeOffset now) => _pusher.PushAsync(entry, uuid, name, now);

    /// <inheritdoc/>
    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        RedisQueueStatus.ReadAsync(_connection, _keys, _options, _reader, _time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _laravel.DisposeAsync().ConfigureAwait(false);
        if (_horizon is not null)
        {
            await _horizon.DisposeAsync().ConfigureAwait(false);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
