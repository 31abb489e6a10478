using TgWorker.Core.History;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.History;

/// <summary>What was done of late, in the queue's file.</summary>
internal sealed class SqliteWorkHistory(IQueueStore store, TimeProvider time) : IWorkHistory
{
    public Task AddAsync(WorkRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var now = time.GetUtcNow();
        return store.WriteAsync(
            steps =>
            {
                steps.History.Add(record, now);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<HistoryStep>> ReadAsync(
        HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) => ReadAsync(null, scale, until, steps);

    Task<IReadOnlyList<HistoryStep>> IWorkHistory.ReadAsync(
        string series, HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
        ReadAsync(series, scale, until, steps);

    public Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
        Task.FromResult(OutcomeText.Read(lane, store.Read(reads => reads["look.outcomes"].Bind(1, lane).ReadText())));

    private Task<IReadOnlyList<HistoryStep>> ReadAsync(string? series, HistoryScale scale, DateTimeOffset until, int steps)
    {
        var place = HistoryPlace.Work(scale);
        return Task.FromResult<IReadOnlyList<HistoryStep>>(store.Read(reads => reads.AtOnce(reads =>
            HistoryTime.Until(until, scale, steps).Select(step => HistoryText.Read(
                HistoryTime.Begin(step, scale), HistoryReads.TextOf(reads, place, step), series)).ToList())));
    }
}
