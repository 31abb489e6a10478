using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Leasing;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Settling;

/// <summary>Runs the scripts that settle deliveries, under the name the worker has when its turn comes.</summary>
internal sealed class SettlingCall(LeaseHolder holder, RedisCommands connection)
{
    /// <summary>Runs a script; null when the lease has lapsed, which refuses everything.</summary>
    /// <param name="script">The script.</param>
    /// <param name="keys">Its keys, some of which are named for the worker.</param>
    /// <param name="values">Its arguments; the first one becomes the worker's name.</param>
    /// <param name="cancellationToken">Gives up before the call is made.</param>
    public async Task<RedisResult[]?> RunAsync(
        RedisScript script, Func<RedisKey[]> keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        try
        {
            await holder.EnterAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            return null;
        }

        try
        {
            values[0] = holder.Name;
            var items = (RedisResult[])(await connection.EvaluateAsync(script, keys(), values).ConfigureAwait(false))!;
            return items.Length == 1 && (long)items[0] == -1 ? null : items;
        }
        catch (QueueUnavailableException exception)
        {
            holder.NoteLost(exception);
            throw;
        }
        finally
        {
            holder.Exit();
        }
    }
}
