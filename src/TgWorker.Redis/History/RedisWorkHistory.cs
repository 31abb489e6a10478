using StackExchange.Redis;
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
        RedisValue[] values =
        [
            (long)HistoryTime.KeepFor.TotalMilliseconds, record.Text, HistoryText.MostSeries,
            (long)HistoryTime.KeepOutcomesFor.TotalMilliseconds, IWorkHistory.MostOutcomes, IWorkHistory.MostLanes,
            .. OutcomeText.ByLane(record.Outcomes).SelectMany(lane => new RedisValue[] { lane.Lane, lane.Text }),
        ];
        return connection.EvaluateAsync(
            HistoryScripts.Add,
            [
                keys.History(HistoryScale.Minute, record.Minute), keys.History(HistoryScale.Hour, record.Hour), keys.Outcomes,
                keys.OutcomeTimes,
            ],
            values);
    }

    public async Task<IReadOnlyList<HistoryStep>> ReadAsync(
        HistoryScale scale, DateTimeOffset until, int steps, int together, CancellationToken cancellationToken)
    {
        var numbers = HistoryTime.Until(until, scale, steps).ToArray();
        var texts = (string?[])(await connection.ExecuteAsync(
            "MGET", Array.ConvertAll(numbers, object (step) => keys.History(scale, step))).ConfigureAwait(false))!;
        return [.. numbers.Zip(texts).Chunk(together)
            .Select(part => HistoryText.Read(HistoryTime.Begin(part[0].First, scale), part.Select(step => step.Second)))];
    }

    public async Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
        OutcomeText.Read(lane, (string?)await connection.ExecuteAsync("HGET", keys.Outcomes, lane).ConfigureAwait(false));
}
