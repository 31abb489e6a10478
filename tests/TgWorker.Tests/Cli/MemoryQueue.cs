using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Tests.Cli;

/// <summary>A queue that holds failed jobs and a state, and writes down what is done to it.</summary>
internal sealed class MemoryQueue(string name) : IUpdateQueue, IQueueOperations, IFailedJobs
{
    public List<FailedJob> Jobs { get; } = [];

    public List<string> Calls { get; } = [];

    public bool Disposed { get; private set; }

    public QueueStatus Status { get; set; } = new()
    {
        Queue = name, Pending = 0, Delayed = 0, InLanes = 0, Lanes = 0, Held = 0, Ready = 0, Stopped = 0, Failed = 0, Paused = false,
    };

    public Exception? OperationFails { get; set; }

    public string Name => name;

    public string System => "memory";

    public IQueueOperations Operations => this;

    public IQuietTimes QuietTimes => throw new NotSupportedException();

    public IFailedJobs FailedJobs => this;

    /// <summary>Called before each look at the status.</summary>
    public Action? OnLook { get; set; }

    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        OnLook?.Invoke();
        return Task.FromResult(Status);
    }

    public async IAsyncEnumerable<FailedJob> ListAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var job in Jobs.OrderByDescending(job => job.FailedAt).ToList())
        {
            await Task.Yield();
            yield return job;
        }
    }

    public Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Jobs.Find(job => job.Id == id));

    public async Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken)
    {
        var retried = new List<string>();
        foreach (var id in ids)
        {
            if (await Take(id, $"retry {id} at the {(atTail ? "tail" : "head")}"))
            {
                retried.Add(id);
            }
        }

        return retried;
    }

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken) => Take(id, $"forget {id}");

    public Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Did("prune", (long)Jobs.RemoveAll(job => job.FailedAt < before));

    public Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken)
    {
        var isNew = Jobs.TrueForAll(known => known.Id != job.Id);
        Jobs.AddRange(isNew ? [job] : []);
        return Task.FromResult(isNew);
    }

    public Task<long> FlushAsync(CancellationToken cancellationToken)
    {
        var count = Jobs.Count;
        Jobs.Clear();
        return Did("flush", (long)count);
    }

    public Task PauseAsync(CancellationToken cancellationToken) => Did("pause", 0L);

    public Task ContinueAsync(CancellationToken cancellationToken) => Did("continue", 0L);

    public async Task<bool> PauseBotAsync(string bot, CancellationToken cancellationToken) => await Did($"pause bot {bot}", 1L) == 1;

    public async Task<bool> ContinueBotAsync(string bot, CancellationToken cancellationToken) => await Did($"continue bot {bot}", 0L) == 1;

    public Task RequestRestartAsync(CancellationToken cancellationToken) => Did("restart", 0L);

    public Task<long> ClearAsync(CancellationToken cancellationToken) => Did("clear", 7L);

    public Task<long> DrainAsync(CancellationToken cancellationToken) => Did("drain", 1L);

    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    private Task<bool> Take(string id, string call)
    {
        var found = Jobs.RemoveAll(job => job.Id == id) > 0;
        return found ? Did(call, true) : Task.FromResult(false);
    }

    private Task<T> Did<T>(string call, T result)
    {
        if (OperationFails is not null)
        {
            return Task.FromException<T>(OperationFails);
        }

        Calls.Add(call);
        return Task.FromResult(result);
    }
}
