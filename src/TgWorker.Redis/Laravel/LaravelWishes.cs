using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Hears what <c>php artisan queue:restart</c> and <c>queue:pause</c> ask of all workers: Laravel leaves it in its cache.
/// Any change of the restart time counts, a deletion too, as in Laravel's own worker.
/// </summary>
internal sealed partial class LaravelWishes : IAsyncDisposable
{
    private const string True = "b:1;";

    private readonly RedisGateway _gateway;
    private readonly int _database;
    private readonly RedisKey[] _restart;
    private readonly RedisKey[] _paused;
    private readonly ILogger _logger;
    private RedisConnection? _connection;
    private string? _restartAtStart;
    private bool _failing;

    /// <param name="gateway">Where the queue is; the cache is on the same server.</param>
    /// <param name="prefix">What Laravel puts before all its keys.</param>
    /// <param name="queue">The queue as Laravel names it: its connection, a colon, its bare name.</param>
    /// <param name="cache">The application's cache.</param>
    /// <param name="logger">Where to log.</param>
    public LaravelWishes(
        RedisGateway gateway, string prefix, string queue, LaravelCacheOptions cache, ILogger logger)
    {
        _gateway = gateway;
        _database = cache.Database;
        _logger = logger;
        _restart = Keys("illuminate:queue:restart");
        _paused = [.. Keys($"illuminate:queue:paused:{queue}"), .. Keys("illuminate:queues:paused")];

        // Laravel 8 puts a colon between a prefix and the name.
        RedisKey[] Keys(string name) => cache.Prefix.Length == 0
            ? [prefix + name]
            : [prefix + cache.Prefix + name, prefix + cache.Prefix + ":" + name];
    }

    /// <summary>Whether this queue, or all of them, are paused.</summary>
    public bool Paused { get; private set; }

    /// <summary>Whether workers were asked to restart since this one started.</summary>
    public bool RestartRequested { get; private set; }

    /// <summary>Reads the wishes. Never throws: while the cache cannot be read the last known wishes stand.</summary>
    public async Task ReadAsync()
    {
        try
        {
            _connection ??= await _gateway.OpenAsync("laravel", _database).ConfigureAwait(false);
            var restart = string.Join('|', await ReadAsync(_restart).ConfigureAwait(false));
            _restartAtStart ??= restart;
            RestartRequested = restart != _restartAtStart;
            Paused = Array.Exists(await ReadAsync(_paused).ConfigureAwait(false), static value => value is True);
            _failing = false;
        }
        catch (QueueUnavailableException exception)
        {
            if (!_failing)
            {
                _failing = true;
                Failed(_logger, _database, exception.Message);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    // One by one, since Laravel's keys lie in different slots of a cluster.
    private async Task<string?[]> ReadAsync(RedisKey[] keys)
    {
        var values = await Task.WhenAll(Array.ConvertAll(keys, key => _connection!.ExecuteAsync("GET", key))).ConfigureAwait(false);
        return Array.ConvertAll(values, static value => (string?)value);
    }

    [LoggerMessage(232, LogLevel.Warning,
        "Laravel's cache in database {Database} cannot be read, queue:restart and queue:pause have no effect: {Reason}")]
    private static partial void Failed(ILogger logger, int database, string reason);
}
