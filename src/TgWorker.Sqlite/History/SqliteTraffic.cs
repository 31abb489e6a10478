using TgWorker.Core.History;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.History;

/// <summary>What came in and went out of late, in the queue's file.</summary>
internal sealed class SqliteTraffic(Func<CancellationToken, ValueTask<IQueueStore>> open) : ITrafficHistory
{
    public async Task AddAsync(long minute, string text, CancellationToken cancellationToken)
    {
        var store = await open(cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(
            steps =>
            {
                steps.History.AddTraffic(minute, text);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<TrafficStep>> ReadAsync(
        string way, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken)
    {
        var store = await open(cancellationToken).ConfigureAwait(false);
        var place = HistoryPlace.Traffic(scale);
        return store.Read(reads => reads.AtOnce(reads => HistoryTime.Until(until, scale, steps).Select(step => new TrafficStep(
            HistoryTime.Begin(step, scale), TrafficText.Read(HistoryReads.TextOf(reads, place, step), way))).ToList()));
    }
}
