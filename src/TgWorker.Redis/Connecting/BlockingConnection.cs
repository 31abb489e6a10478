using StackExchange.Redis;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Connecting;

/// <summary>A connection of its own for a command that blocks: no other command shares it. Opened when it is first used.</summary>
/// <param name="gateway">The way to Redis.</param>
/// <param name="role">What it is for, as Redis shows it.</param>
/// <param name="time">The clock.</param>
internal sealed class BlockingConnection(RedisGateway gateway, string role, TimeProvider time) : IAsyncDisposable
{
    /// <summary>
    /// How long a command blocks at most. Shorter than any command timeout: a blocked connection that times out on this side would stay
    /// blocked on the other.
    /// </summary>
    public static readonly TimeSpan Block = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closing = new();
    private RedisConnection? _connection;

    /// <summary>
    /// Asks again and again, with a pause after each failure, until it has been enough or this is disposed. Never throws.
    /// </summary>
    /// <param name="ask">Asks once; whether that was enough.</param>
    /// <param name="failed">Told why it failed, before the pause.</param>
    public async Task RepeatAsync(Func<RedisConnection, Task<bool>> ask, Action<string> failed)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                _connection ??= await gateway.OpenAsync(role).ConfigureAwait(false);
                if (await ask(_connection).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (QueueUnavailableException exception)
            {
                failed(exception.Message);
                await Task.Delay(Pause, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>Sends a command that blocks for <see cref="Block"/> at most.</summary>
    public Task<RedisResult> SendAsync(RedisConnection connection, string command, params object[] arguments) =>
        connection.ExecuteAsync(command, Block + gateway.Options.CommandTimeout, arguments);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DisposeAsync(null);

    /// <summary>Ends it, and waits for a task that repeats.</summary>
    public async ValueTask DisposeAsync(Task? repeating)
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        if (repeating is not null)
        {
            await repeating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _closing.Dispose();
    }
}
