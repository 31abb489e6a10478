using TgWorker.Core.Queues;

namespace TgWorker.Hosting.Lifetime;

/// <summary>Runs beside the worker, from when its queues are open until it has ended.</summary>
internal interface IWorkerCompanion
{
    /// <summary>Starts; disposing what is returned ends it.</summary>
    IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues);
}
