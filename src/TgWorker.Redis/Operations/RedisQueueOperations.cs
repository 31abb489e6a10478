using TgWorker.Core.Operating;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Pauses;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Operations;

/// <summary>What an operator can do to a Redis queue.</summary>
internal sealed class RedisQueueOperations(
    RedisConnection connection, QueueKeys keys, QueueClearing clearing, QueueDraining draining, ListEntries list) : IQueueOperations
{
    // The first of what claims bring back.
    private const int BackAtOnce = 100;

    public Task PauseAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("SET", keys.Paused, 1);

    public Task ContinueAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("DEL", keys.Paused);

    public async Task<bool> PauseBotAsync(string bot, CancellationToken cancellationToken)
    {
        var answer = (long)await connection.EvaluateAsync(
            RedisScript.PauseBot, [keys.PausedBots, keys.Workers], [BotName.LaneOf(bot), BotPauseRecord.Most]).ConfigureAwait(false);
        return answer >= 0 ? answer == 1
            : throw new InvalidOperationException($"{BotPauseRecord.Most} bots are paused already: let one of them continue first");
    }

    public async Task<bool> ContinueBotAsync(string bot, CancellationToken cancellationToken) => (long)await connection.EvaluateAsync(
        RedisScript.ContinueBot, [keys.PausedBots, keys.Ready, keys.Workers], [BotName.LaneOf(bot), BackAtOnce])
            .ConfigureAwait(false) == 1;

    // A number that grows, not the time: two wishes within a clock tick are two wishes.
    public Task RequestRestartAsync(CancellationToken cancellationToken) => connection.ExecuteAsync("INCR", keys.Restart);

    public Task<long> ClearAsync(CancellationToken cancellationToken) => ClearAsync(null, cancellationToken);

    public Task<long> ClearAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        clearing.RunAsync(progress, cancellationToken);

    public Task<long> DrainAsync(CancellationToken cancellationToken) => DrainAsync(null, cancellationToken);

    public Task<long> DrainAsync(IProgress<WorkDone>? progress, CancellationToken cancellationToken) =>
        draining.RunAsync(progress, cancellationToken);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadListAsync(int most, CancellationToken cancellationToken) => list.ReadAsync(most);

    public Task<bool> TakeListAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken) =>
        list.TakeAsync(entries);
}
