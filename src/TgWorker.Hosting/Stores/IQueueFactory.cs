using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Hosting.Stores;

/// <summary>Opens the queues that the options name. Register one of your own to take updates from elsewhere than Redis.</summary>
public interface IQueueFactory
{
    /// <summary>Opens them in the order of the options. The caller disposes them.</summary>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached; the message names its address.</exception>
    /// <exception cref="QueueUnsupportedException">Redis is there but cannot be used, for one because it is too old.</exception>
    Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken);
}
