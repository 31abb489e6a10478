using Microsoft.Extensions.Logging;
using TgWorker.Configuration;
using TgWorker.Queues;

namespace TgWorker.Hosting;

/// <summary>Opens the Redis queues that the options name.</summary>
internal sealed class QueueFactory : IQueueFactory
{
    public Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        throw new QueueUnsupportedException("This build has no Redis queue.");
}
