using TgWorker.Core.Queues;
using TgWorker.Core.Working;

namespace TgWorker.Hosting.Running;

/// <summary>What runs the jobs of open queues until it is stopped or has a reason to end.</summary>
internal interface IWorkerEngine
{
    /// <summary>Runs until <paramref name="stopping"/>; then running handlers get their grace period.</summary>
    Task<WorkerExit> RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping);
}
