using TgWorker.Dashboard.Sampling;

namespace TgWorker.Dashboard.Pages.Workers;

/// <summary>The workers of all queues; those that need somebody to look come first.</summary>
internal sealed record WorkersModel(DateTimeOffset At, IReadOnlyList<string> WithoutWorker, IReadOnlyList<WorkerModel> Workers)
{
    public static WorkersModel Of(QueueSample sample) => new(
        sample.At,
        [.. sample.Queues.Where(queue => queue.Workers.All(worker => worker.LeaseLeft <= TimeSpan.Zero)).Select(queue => queue.Queue)],
        [.. sample.Queues.SelectMany(queue => queue.Workers.Select(worker => WorkerModel.Of(queue.Queue, worker)))
            .OrderByDescending(worker => worker.State).ThenBy(worker => worker.Queue, StringComparer.Ordinal)
                .ThenBy(worker => worker.Host, StringComparer.Ordinal).ThenBy(worker => worker.ProcessId)]);
}
