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
        HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HistoryStep>>(store.Read(reads => reads.AtOnce(reads =>
            HistoryTime.Until(until, scale, steps).Select(step => HistoryText.Read(
                HistoryTime.Begin(step, scale), HistoryReads.TextOf(reads, HistoryPlace.Work(scale), step))).ToList())));

    public Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
        Task.FromResult(OutcomeText.Read(lane, store.Read(reads => reads["look.outcomes"].Bind(1, lane).ReadText())));
}
