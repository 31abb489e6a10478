using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Hosting.Stores;

/// <summary>Opens the queues that the options name, in a file where they name one, else on Redis.</summary>
internal sealed class ConfiguredQueues : IQueueFactory
{
    private readonly RedisQueues _redis = new();
    private readonly SqliteQueues _sqlite = new();

    public Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        Of(options).OpenAsync(options, time, loggers, cancellationToken);

    public IIntakeQueue OpenIntake(TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers) =>
        Of(options).OpenIntake(options, time, loggers);

    private IQueueFactory Of(TgWorkerOptions options) => options.Sqlite.File is null ? _redis : _sqlite;
}
