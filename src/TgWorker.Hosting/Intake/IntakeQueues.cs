using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Redis;

namespace TgWorker.Hosting.Intake;

/// <summary>Opens the queue that updates are put onto: the first one that the options name.</summary>
internal static class IntakeQueues
{
    /// <exception cref="FeatureStartException">It is kept where nothing can be put yet.</exception>
    public static IIntakeQueue Open(TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        if (options.Sqlite.File is not null)
        {
            throw new FeatureStartException("Updates cannot be brought into a queue in a file yet: give --redis URL instead of --sqlite.", ExitCode.Usage);
        }

        var name = options.Queue.Names[0];
        return new RedisIntakeQueue(options.RedisOf(name), options.Queue.For(name, options.Prefix, options.Laravel, options.Horizon), time, loggers);
    }
}
