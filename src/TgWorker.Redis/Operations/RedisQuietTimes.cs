using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Operations;

/// <summary>Quiet times as keys that expire by themselves.</summary>
internal sealed class RedisQuietTimes(RedisConnection connection, QueueKeys keys) : IQuietTimes
{
    public async Task<bool> BeginAsync(string topic, TimeSpan length, CancellationToken cancellationToken) =>
        !(await connection.ExecuteAsync(
            "SET", keys.Quiet(topic), Environment.MachineName, "NX", "PX", Math.Max((long)length.TotalMilliseconds, 1))
                .ConfigureAwait(false)).IsNull;

    public Task EndAsync(string topic, CancellationToken cancellationToken) => connection.ExecuteAsync("DEL", keys.Quiet(topic));
}
