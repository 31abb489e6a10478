using TgWorker.Core.History;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.History;

/// <summary>What came in and went out of late, in Redis: one script adds to it, one command reads steps.</summary>
internal sealed class RedisTraffic(Func<CancellationToken, ValueTask<RedisConnection>> open, QueueKeys keys) : ITrafficHistory
{
    public async Task AddAsync(long minute, string text, CancellationToken cancellationToken)
    {
        var connection = await open(cancellationToken).ConfigureAwait(false);
        await HistoryAdding.AddAsync(
            connection, keys, scale => keys.Traffic(scale, minute / HistoryTime.Minutes(scale)), text, []).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<TrafficStep>> ReadAsync(
        string way, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken)
    {
        var connection = await open(cancellationToken).ConfigureAwait(false);
        var numbers = HistoryTime.Until(until, scale, steps).ToArray();
        var texts = (string?[])(await connection.ExecuteAsync(
            "MGET", Array.ConvertAll(numbers, object (step) => keys.Traffic(scale, step))).ConfigureAwait(false))!;
        return [.. numbers.Zip(texts, (step, text) => new TrafficStep(HistoryTime.Begin(step, scale), TrafficText.Read(text, way)))];
    }
}
