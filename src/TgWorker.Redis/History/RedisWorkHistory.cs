using TgWorker.Core.History;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.History;

/// <summary>What was done of late, in Redis: one script adds to it, one command reads steps or a lane.</summary>
internal sealed class RedisWorkHistory(RedisConnection connection, QueueKeys keys) : IWorkHistory
{
    public Task AddAsync(WorkRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return HistoryAdding.AddAsync(
            connection, keys, scale => keys.History(scale, record.Step(scale)), record.Text, OutcomeText.ByLane(record.Outcomes));
    }

    public async Task<IReadOnlyList<HistoryStep>> ReadAsync(
        HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken)
    {
        var numbers = HistoryTime.Until(until, scale, steps).ToArray();
        var texts = (string?[])(await connection.ExecuteAsync(
            "MGET", Array.ConvertAll(numbers, object (step) => keys.History(scale, step))).ConfigureAwait(false))!;
        return [.. numbers.Zip(texts, (step, text) => HistoryText.Read(HistoryTime.Begin(step, scale), text))];
    }

    public async Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
        OutcomeText.Read(lane, (string?)await connection.ExecuteAsync("HGET", keys.Outcomes, lane).ConfigureAwait(false));
}
