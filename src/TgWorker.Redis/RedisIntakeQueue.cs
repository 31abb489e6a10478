using Microsoft.Extensions.Logging;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.History;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Intake;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis;

/// <summary>The open end of a queue on Redis, with a connection of its own. It can be made without Redis being there.</summary>
public sealed class RedisIntakeQueue : IIntakeQueue
{
    // Whoever sends is to have an answer within three seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly RedisConnectionOptions _connectionOptions;
    private readonly RedisQueueOptions _options;
    private readonly IntakeConnection _connection;
    private readonly QueueKeys _keys;
    private readonly EntryAppender _appender;
    private readonly RedisTraffic _traffic;
    private readonly ILogger _logger;
    private volatile bool _isChecked;

    /// <summary>Creates it; the connection is opened when it is first used.</summary>
    /// <param name="connection">Where Redis is. A command may take 2 s at most, whatever its
    /// <see cref="RedisConnectionOptions.CommandTimeout"/>.</param>
    /// <param name="options">Which list is the queue.</param>
    /// <param name="time">The clock for time limits.</param>
    /// <param name="loggers">Where to log.</param>
    public RedisIntakeQueue(RedisConnectionOptions connection, RedisQueueOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        _connectionOptions = connection.WithDatabase(connection.Database);
        _connectionOptions.CommandTimeout = connection.CommandTimeout < Patience ? connection.CommandTimeout : Patience;
        _options = options;
        _keys = new QueueKeys(options.Key);
        _connection = new IntakeConnection(_connectionOptions, "intake", time);
        _appender = new EntryAppender(
            _keys, options.Take, options.Horizon is { } horizon ? new ShownQueue(options.Name, options.LaravelConnection, horizon) : null);
        _logger = loggers.CreateLogger<RedisIntakeQueue>();
        _traffic = new RedisTraffic(_connection.GetAsync, _keys);
        Leases = new RedisPollLeases(_connection, _keys, _appender);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public IPollLeases Leases { get; }

    ITrafficHistory? IIntakeQueue.Traffic => _traffic;

    /// <inheritdoc/>
    public async Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken) =>
        await _appender.AppendAsync(await _connection.GetAsync(cancellationToken).ConfigureAwait(false), entries).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var open = await _connection.GetAsync(cancellationToken).ConfigureAwait(false);
        await open.SendAsync(batch => Task.WhenAll(
            batch.ListLengthAsync(_keys.List),
            batch.StringSetAsync(_keys.IntakeCheck, "1", TimeSpan.FromMilliseconds(100)))).ConfigureAwait(false);
        if (!_isChecked)
        {
            await RedisServerCheck.RunAsync(open, _connectionOptions, _options.Name, _options.Key, _logger).ConfigureAwait(false);
            _isChecked = true;
        }
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var open = await _connection.GetAsync(cancellationToken).ConfigureAwait(false);
        long count = 0;
        await open.SendAsync(async batch =>
        {
            var counts = await Task.WhenAll(batch.ListLengthAsync(_keys.List), batch.HashLengthAsync(_keys.Jobs)).ConfigureAwait(false);
            count = counts.Sum();
        }).ConfigureAwait(false);
        return count;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
