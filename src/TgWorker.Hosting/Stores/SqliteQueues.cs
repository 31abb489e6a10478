using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Hosting.Stores;

/// <summary>Opens the queues that the options name, each in its file.</summary>
internal sealed class SqliteQueues : IQueueFactory
{
    private readonly SharedSqliteQueues _shared = new();

    public async Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var queues = new List<IUpdateQueue>();
        try
        {
            foreach (var name in options.Queue.Names)
            {
                queues.Add(await OpenAsync(name, options, time, loggers, cancellationToken));
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
        return new SqliteIntakeQueue(name, cancellationToken => OpenAsync(name, options, time, loggers, cancellationToken));
    }

    private Task<SqliteUpdateQueue> OpenAsync(
        string name, TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var file = options.Sqlite.FileOf(name, options.Queue.Names);
        var reader = new EnvelopeReader(options.Queue.Envelopes(options.Laravel));
        return _shared.OpenAsync(
            file, name, () => SqliteUpdateQueue.OpenAsync(file, Of(name, options), reader, time, loggers, cancellationToken));
    }

    private static SqliteQueueOptions Of(string name, TgWorkerOptions options) => new()
    {
        Name = name,
        Lease = options.Queue.Lease,
        Deduplicate = options.Queue.Deduplicate,
        DeduplicateFor = options.Queue.DeduplicateFor,
        LargestEntry = options.Queue.LargestEntry,
        Synchronous = options.Sqlite.Synchronous,
        MaxFileSize = options.Sqlite.MaxSize << 20,
    };
}
