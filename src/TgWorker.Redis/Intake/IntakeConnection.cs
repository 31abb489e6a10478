using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Intake;

/// <summary>
/// The intake's connection, opened when it is first needed: an intake starts without Redis, and says so to whoever sends.
/// </summary>
internal sealed class IntakeConnection(RedisConnectionOptions options, string role, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile RedisConnection? _open;

    /// <exception cref="Core.Queues.QueueUnavailableException">Redis cannot be reached now.</exception>
    public ValueTask<RedisConnection> GetAsync(CancellationToken cancellationToken) =>
        _open is { } open ? new(open) : new(OpenAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }

        _opening.Dispose();
    }

    private async Task<RedisConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _open ??= await RedisConnection.OpenAsync(options, role, time).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }
}
