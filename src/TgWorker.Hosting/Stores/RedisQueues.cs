using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;

namespace TgWorker.Hosting.Stores;

/// <summary>Opens the Redis queues that the options name.</summary>
internal sealed class RedisQueues : IQueueFactory
{
    public async Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var reader = new EnvelopeReader(options.Queue.Envelopes(options.Laravel));
        var queues = new List<IUpdateQueue>();
        try
        {
            foreach (var name in options.Queue.Names)
            {
                var queue = options.Queue.For(name, options.Prefix, options.Laravel, options.Horizon);
                queues.Add(await RedisUpdateQueue.ConnectAsync(options.RedisOf(name), queue, reader, time, loggers, cancellationToken));
            }

            return queues;
        }
        catch
        {
            foreach (var queue in queues)
            {
                await queue.DisposeAsync();
            }

            throw;
        }
    }

    public IIntakeQueue OpenIntake(TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var name = options.Queue.Names[0];
        return new RedisIntakeQueue(
            options.RedisOf(name), options.Queue.For(name, options.Prefix, options.Laravel, options.Horizon), time, loggers);
    }
}
