using Microsoft.Extensions.Logging;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Observing;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Life beside Laravel on one queue: its companion keys are looked after once a second, its operator's wishes are heard
/// every two. Driven by the heartbeat of the session, which never waits for it.
/// </summary>
internal sealed class LaravelNeighbours : IQueueCompanion, IAsyncDisposable
{
    private readonly Periodic _companions;
    private readonly Periodic? _wishing;
    private readonly LaravelWishes? _wishes;

    public LaravelNeighbours(
        RedisConnection connection,
        QueueKeys keys,
        TakeFrom take,
        LaravelWishes? wishes,
        TimeProvider time,
        ILogger logger)
    {
        _companions = new Periodic(new LaravelCompanions(connection, keys, take, logger).TendAsync, TimeSpan.FromSeconds(1), time);
        _wishes = wishes;
        _wishing = wishes is null ? null : new Periodic(wishes.ReadAsync, TimeSpan.FromSeconds(2), time);
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
