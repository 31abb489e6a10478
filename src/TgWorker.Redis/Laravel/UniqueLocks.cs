using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Observing;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Releases the locks that Laravel took when it dispatched <c>ShouldBeUnique</c> jobs, whoever owns them by now, as its own worker does
/// once a job is done or given up, before it takes the job off the queue (<c>CallQueuedHandler::ensureUniqueJobLockIsReleased</c>,
/// <c>Lock::forceRelease</c>).
/// </summary>
internal sealed partial class UniqueLocks(
    RedisConnection? connection, RedisGateway gateway, string prefix, LaravelLockOptions options, ILogger logger) : IJobLocks,
    IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private RedisConnection? _own;
    private bool _missing;

    /// <inheritdoc/>
    /// <exception cref="QueueUnavailableException">Redis does not answer; the lock may be held still.</exception>
    public ValueTask ReleaseAsync(Job job) => job.UniqueLock is { } key ? new ValueTask(ReleaseAsync(key)) : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync().ConfigureAwait(false);
        }

        _opening.Dispose();
    }

    private async Task ReleaseAsync(string key)
    {
        RedisKey full = prefix + options.Prefix + key;
        var database = options.Database ?? gateway.Options.Database;
        var to = connection is not null && database == gateway.Options.Database
            ? connection
            : await ConnectAsync(database).ConfigureAwait(false);
        if ((long)await to.ExecuteAsync("DEL", full).ConfigureAwait(false) == 0 && !_missing)
        {
            _missing = true;
            Missing(logger, full!);
        }
    }

    private async Task<RedisConnection> ConnectAsync(int database)
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            return _own ??= await gateway.OpenAsync("locks", database).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    [LoggerMessage(234, LogLevel.Warning,
        "The unique lock {Key} of a job that is over was not there: it had expired, or Laravel:CachePrefix or Laravel:LockDatabase is "
            + "not the application's; logged once")]
    private static partial void Missing(ILogger logger, string key);
}
