using TgWorker.Core.Queues;
using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Sessions;

/// <summary>What a renewal's transaction did.</summary>
/// <param name="IsRenewed">False when the lease had lapsed.</param>
/// <param name="Paused">Whether an operator paused the queue.</param>
/// <param name="Restarts">How often operators asked for a restart.</param>
/// <param name="Cancelled">The runs of this worker that an operator wants ended.</param>
/// <param name="Lapsed">The workers that were found lapsed, with the lanes that were set free.</param>
internal readonly record struct Renewal(
    bool IsRenewed, bool Paused, long Restarts, List<CancelledRun> Cancelled, List<(string Name, int Lanes)> Lapsed)
{
    public static Renewal Renew(QueueSteps steps, long worker, long lease, WorkerLoad? load, double rate)
    {
        var (leases, transaction) = (steps.Leases, steps.Transaction);
        if (!leases.Renew(transaction, worker, lease))
        {
            return default;
        }

        if (load is { } noted)
        {
            leases.Note(worker, noted.Running, noted.Slots, noted.Finished, noted.Failed, rate);
        }

        var lapsed = leases.Lapsed(transaction).ConvertAll(one => (one.Name, leases.Recover(transaction, one.Worker)));
        steps.Sweeping.Sweep(transaction);
        var (paused, restarts) = leases.ReadWishes();
        return new Renewal(true, paused, restarts, leases.Cancelled(worker), lapsed);
    }
}
