using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Sessions;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Lanes;

/// <summary>What an operator sees of single lanes of a queue in SQLite, and can do to one.</summary>
internal sealed class SqliteLaneOperations(IQueueStore store, string queue, IJobReader reader, TimeProvider time) : ILaneOperations
{
    private const string Operator = "an operator";

    private readonly LaneReads _reads = new(store, reader);

    public Task<LaneLook?> LookAsync(string lane, CancellationToken cancellationToken) => Task.FromResult(_reads.Look(lane));

    public Task<IReadOnlyList<LaneJob>> ReadAsync(string lane, long from, int most, CancellationToken cancellationToken) =>
        Task.FromResult(_reads.Read(lane, from, most));

    public Task<IReadOnlyList<PausedLane>> ListPausedAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult(_reads.ListPaused(most));

    public Task<IReadOnlyList<ListedLane>> ListAsync(LaneGroup group, int most, CancellationToken cancellationToken) =>
        Task.FromResult(_reads.List(group, most));

    public Task<bool> PauseAsync(string lane, CancellationToken cancellationToken)
    {
        LaneName.Check(lane);
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        return store.WriteAsync(steps => steps.Lanes.Pause(steps.Transaction, lane, at), cancellationToken);
    }

    public Task<bool> ContinueAsync(string lane, CancellationToken cancellationToken) =>
        store.WriteAsync(steps => steps.Lanes.Continue(steps.Transaction, lane), cancellationToken);

    public Task<LaneChange> SkipAsync(string lane, string handle, CancellationToken cancellationToken) => JobHandle.Read(handle) is { } job
        ? store.WriteAsync(
            steps =>
            {
                steps.Leases.RecoverLapsed(steps.Transaction);
                return steps.Lanes.Skip(steps.Transaction, lane, job.Place, job.Job, job.Is, (payload, failures) =>
                    FailedOf(lane, payload, failures));
            },
            cancellationToken)
        : Task.FromResult(new LaneChange(LaneChangeKind.Gone));

    public Task<LaneChange> DropAsync(string lane, string handle, CancellationToken cancellationToken) => JobHandle.Read(handle) is { } job
        ? store.WriteAsync(
            steps =>
            {
                steps.Leases.RecoverLapsed(steps.Transaction);
                return new LaneChange(steps.Lanes.Drop(steps.Transaction, lane, job.Place, job.Job, job.Is));
            },
            cancellationToken)
        : Task.FromResult(new LaneChange(LaneChangeKind.Gone));

    public Task<LaneChange> CancelAsync(string lane, string handle, string by, CancellationToken cancellationToken) =>
        JobHandle.Read(handle) is { } job
            ? store.WriteAsync(
                steps =>
                {
                    steps.Leases.RecoverLapsed(steps.Transaction);
                    return new LaneChange(steps.Lanes.Cancel(lane, job.Place, job.Job, job.Is, by));
                },
                cancellationToken)
            : Task.FromResult(new LaneChange(LaneChangeKind.Gone));

    private FailedJob FailedOf(string lane, byte[] payload, int failures)
    {
        var now = time.GetUtcNow();
        var delivery = new Delivery(reader.Read(payload), lane, KeptTime.Microseconds(now), failures: failures);
        return FailedDelivery.Of(delivery, new Failure("It was skipped by an operator.", failures), queue, Operator, now);
    }
}
