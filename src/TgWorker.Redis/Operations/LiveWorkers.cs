using System.Globalization;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>The workers that stand in an operator's way, or would if they were not gone.</summary>
internal sealed class LiveWorkers(RedisConnection connection, QueueKeys keys)
{
    /// <summary>Sets the lanes of workers free whose lease has lapsed, as another worker would; there may be none.</summary>
    public async Task FreeLapsedAsync()
    {
        foreach (var (worker, left) in await RedisWorkers.ReadAsync(connection, keys).ConfigureAwait(false))
        {
            if (left <= TimeSpan.Zero)
            {
                await connection.EvaluateAsync(
                    RedisScript.Recover, [keys.Workers, keys.Holding(worker), keys.Lanes, keys.Ready, keys.Tries], [worker])
                        .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes sure that no worker takes up again what is put back.</summary>
    /// <exception cref="InvalidOperationException">There are workers, and the queue is not paused.</exception>
    public async Task RefuseAsync()
    {
        var live = (await RedisWorkers.ReadAsync(connection, keys).ConfigureAwait(false)).Where(worker => worker.LeaseLeft > TimeSpan.Zero)
            .ToList();
        if (live.Count > 0 && (long)await connection.ExecuteAsync("EXISTS", keys.Paused).ConfigureAwait(false) == 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{live.Count} workers are on the queue, such as {live[0].Incarnation} (if it is dead, its lease ends in "
                    + $"{live[0].LeaseLeft.TotalSeconds:0} s): "
                + $"pause the queue or stop the workers, wait until they are idle, and drain again."));
        }
    }
}
