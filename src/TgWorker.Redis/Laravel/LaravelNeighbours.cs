using Microsoft.Extensions.Logging;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Life beside Laravel on one queue: its companion keys are looked after once a second, its operator's wishes are heard
/// every two, Horizon's lists are trimmed every minute. Driven by the heartbeat of the session, which never waits for it.
/// </summary>
internal sealed class LaravelNeighbours : IAsyncDisposable
{
    private readonly Periodic _companions;
    private readonly Periodic? _wishing;
    private readonly LaravelWishes? _wishes;
    private readonly HorizonProjection? _horizon;

    public LaravelNeighbours(
        RedisConnection connection,
        RedisConnectionOptions connectionOptions,
        QueueKeys keys,
        RedisQueueOptions options,
        HorizonProjection? horizon,
        TimeProvider time,
        ILogger logger)
    {
        _horizon = horizon;
        _companions = new Periodic(new LaravelCompanions(connection, keys, options.Take, logger).TendAsync, TimeSpan.FromSeconds(1), time);
        if (options.LaravelCache is { } cache)
        {
            _wishes = new LaravelWishes(connectionOptions, options, cache, time, logger);
            _wishing = new Periodic(_wishes.ReadAsync, TimeSpan.FromSeconds(2), time);
        }
    }

    /// <inheritdoc cref="LaravelWishes.Paused"/>
    public bool Paused => _wishes?.Paused == true;

    /// <inheritdoc cref="LaravelWishes.RestartRequested"/>
    public bool RestartRequested => _wishes?.RestartRequested == true;

    /// <summary>Does everything once, so that a worker's first claim finds what is due and a pause is heard before it.</summary>
    public Task MeetAsync() => Task.WhenAll(_companions.RunAsync(), _wishing?.RunAsync() ?? Task.CompletedTask);

    /// <summary>Starts what is due by now; does not wait for it.</summary>
    public void Beat()
    {
        _companions.Beat();
        _wishing?.Beat();
        _horizon?.Beat();
    }

    /// <summary>Leaves Laravel's keys in order behind a worker that stops. Never throws.</summary>
    public async Task PartAsync()
    {
        // A run under way may not have seen the last jobs go.
        await _companions.IdleAsync().ConfigureAwait(false);
        await _companions.RunAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _companions.IdleAsync().ConfigureAwait(false);
        if (_wishes is not null)
        {
            await _wishing!.IdleAsync().ConfigureAwait(false);
            await _wishes.DisposeAsync().ConfigureAwait(false);
        }
    }
}
