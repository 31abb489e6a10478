using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Laravel;

/// <summary>
/// Looks after what Laravel keeps beside its list: <c>:delayed</c> and <c>:reserved</c> entries that are due go back on the
/// list, and <c>:notify</c>, which nobody here waits for, does not grow. Laravel does this at every pop; here once a second.
/// </summary>
internal sealed partial class LaravelCompanions(RedisConnection connection, QueueKeys keys, TakeFrom take, ILogger logger)
{
    // What Redis moves in one go; Laravel pushes in chunks of the same size.
    private const int Chunk = 100;

    private bool _failing;

    /// <summary>Moves all that is due, chunk by chunk. Never throws: the next second brings the next try.</summary>
    public async Task TendAsync()
    {
        try
        {
            while (await MigrateAsync().ConfigureAwait(false))
            {
                // More is due.
            }

            _failing = false;
        }
        catch (QueueUnavailableException exception)
        {
            if (!_failing)
            {
                _failing = true;
                Failed(logger, exception.Message);
            }
        }
    }

    private async Task<bool> MigrateAsync()
    {
        var answer = (RedisResult[])(await connection.EvaluateAsync(
            RedisScript.Migrate,
            [keys.List, keys.Delayed, keys.Reserved, keys.Notify, keys.Workers],
            [take == TakeFrom.Head ? "TAIL" : "HEAD", Chunk]).ConfigureAwait(false))!;
        if ((long)answer[0] > 0)
        {
            Migrated(logger, (long)answer[0]);
        }

        return (long)answer[1] == 1;
    }

    [LoggerMessage(230, LogLevel.Debug, "{Entries} delayed or expired entries of Laravel's went back on the list")]
    private static partial void Migrated(ILogger logger, long entries);

    [LoggerMessage(231, LogLevel.Warning, "Laravel's delayed and reserved entries cannot be moved back to the list; the worker keeps trying: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
