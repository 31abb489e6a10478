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

    public Task<IReadOnlyList<HistoryStep>> ReadAsync(
        HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) => ReadAsync(null, scale, until, steps);

    Task<IReadOnlyList<HistoryStep>> IWorkHistory.ReadAsync(
        string series, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
        ReadAsync(series, scale, until, steps);

    public async Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
        OutcomeText.Read(lane, (string?)await connection.ExecuteAsync("HGET", keys.Outcomes, lane).ConfigureAwait(false));

    private async Task<IReadOnlyList<HistoryStep>> ReadAsync(string? series, HistoryScale scale, DateTimeOffset until, int steps)
    {
        var numbers = HistoryTime.Until(until, scale, steps).ToArray();
        var texts = (string?[])(await connection.ExecuteAsync(
            "MGET", Array.ConvertAll(numbers, object (step) => keys.History(scale, step))).ConfigureAwait(false))!;
        return [.. numbers.Zip(texts, (step, text) => HistoryText.Read(HistoryTime.Begin(step, scale), text, series))];
    }
}
