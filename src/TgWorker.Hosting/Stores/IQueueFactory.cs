using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Stores;

/// <summary>Opens the queues that the options name. Register one of your own to take updates from elsewhere than Redis.</summary>
public interface IQueueFactory
{
    /// <summary>Opens them in the order of the options. The caller disposes them.</summary>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached; the message names its address.</exception>
    /// <exception cref="QueueUnsupportedException">Redis is there but cannot be used, for one because it is too old.</exception>
    Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the open end of the first queue that the options name, for receiver and poller. It opens by itself when it is used; the caller
    /// disposes it. By default there is none.
    /// </summary>
    IIntakeQueue OpenIntake(TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers) => throw new FeatureStartException(
        $"{GetType().Name} opens queues that nothing can be brought into: let it answer OpenIntake too, or register an IIntakeQueue.",
        ExitCode.Usage);
}
