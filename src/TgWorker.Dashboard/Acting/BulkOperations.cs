using Microsoft.Extensions.Logging;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Acting;

/// <summary>
/// Runs operations on many failed jobs, one at a time for each queue, and remembers the last ones. They end with the process.
/// </summary>
internal sealed partial class BulkOperations(TimeProvider time, ILogger<BulkOperations> logger) : IAsyncDisposable
{
    private const int MostRemembered = 30;

    private readonly Lock _lock = new();
    private readonly List<BulkOperation> _operations = [];
    private readonly List<Task> _running = [];
    private int _lastId;

    /// <summary>The operations, the newest first.</summary>
    public IReadOnlyList<BulkOperation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. Enumerable.Reverse(_operations)];
            }
        }
    }

    /// <summary>The operation of a number; null when there is none.</summary>
    public BulkOperation? Find(int id) => All.FirstOrDefault(operation => operation.Id == id);

    /// <summary>Begins one.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="filter">To which failed jobs.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="command">The command that does the same.</param>
    /// <returns>The operation; null while another one runs on the queue.</returns>
    public BulkOperation? Begin(BulkKind kind, IUpdateQueue queue, FailedJobFilter filter, string who, string command)
    {
        var now = time.GetUtcNow();

        // What is put back and fails again is not meant a second time.
        var meant = filter with { Before = filter.Before < now ? filter.Before : now };
        lock (_lock)
        {
            if (_operations.Exists(operation => operation.Queue == queue.Name && operation.IsRunning))
            {
                return null;
            }

            var operation = new BulkOperation(++_lastId, kind, queue.Name, meant, who, now) { Command = command };
            _operations.Add(operation);
            if (_operations.Count > MostRemembered && _operations.Find(old => !old.IsRunning) is { } oldest)
            {
                _operations.Remove(oldest);
                oldest.Dispose();
            }

            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(Task.Run(() => RunAsync(operation, queue)));
            return operation;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_lock)
        {
            _operations.ForEach(operation => operation.Cancel());
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _operations.ForEach(operation => operation.Dispose());
    }

    private async Task RunAsync(BulkOperation operation, IUpdateQueue queue)
    {
        try
        {
            operation.Before = await CountAsync(queue, operation.Cancelled);
            await ActAsync(operation, queue.FailedJobs);
            operation.After = await CountAsync(queue, operation.Cancelled);
            operation.End(BulkState.Done, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (operation.Cancelled.IsCancellationRequested)
        {
            operation.End(BulkState.Cancelled, time.GetUtcNow());
        }
        catch (Exception e) when (e is QueueUnavailableException or QueueUnsupportedException or InvalidOperationException)
        {
            operation.End(BulkState.Failed, time.GetUtcNow(), e.Message);
        }
#pragma warning disable CA1031 // Nobody awaits it: it must not go unseen.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogCrash(e, operation.Kind);
            operation.End(BulkState.Failed, time.GetUtcNow(), "It crashed; the log says why.");
        }
    }

    private static async Task ActAsync(BulkOperation operation, IFailedJobs jobs)
    {
        if (operation.Kind == BulkKind.Groups)
        {
            operation.Groups = await FailedJobGroup.OfAsync(MeantAsync(operation, jobs));
            return;
        }

        var ids = new List<string>();
        await foreach (var job in MeantAsync(operation, jobs))
        {
            ids.Add(job.Id);
        }

        operation.Act(ids.Count);
        var done = operation.Kind == BulkKind.Retry
            ? (await jobs.RetryAsync(ids, atTail: false, operation, operation.Cancelled)).Count
            : await jobs.ForgetAsync(ids, operation, operation.Cancelled);
        operation.Report(new WorkDone(done, ids.Count));
    }

    private static async IAsyncEnumerable<FailedJob> MeantAsync(BulkOperation operation, IFailedJobs jobs)
    {
        await foreach (var job in jobs.ListAsync(operation.Filter.Before, operation.Cancelled))
        {
            operation.Saw();
            if (job.FailedAt < operation.Filter.Since)
            {
                // All that follow are older still.
                yield break;
            }

            if (operation.Filter.Matches(job))
            {
                yield return job;
            }
        }
    }

    private static async Task<long> CountAsync(IUpdateQueue queue, CancellationToken cancellationToken) =>
        (await queue.GetStatusAsync(cancellationToken)).Failed;

    [LoggerMessage(701, LogLevel.Error, "The dashboard's operation {Kind} crashed")]
    private partial void LogCrash(Exception exception, BulkKind kind);
}
