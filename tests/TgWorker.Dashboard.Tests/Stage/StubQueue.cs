using System.Runtime.CompilerServices;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>A queue whose failed jobs are never all listed, or that cannot be reached.</summary>
/// <param name="problem">Why it cannot be reached; null when it can.</param>
internal sealed class StubQueue(string? problem = null) : IUpdateQueue, IFailedJobs
{
    public string Name => "telegram_updates";

    public string System => "test";

    public IQueueOperations Operations => throw new NotSupportedException();

    public IQuietTimes QuietTimes => throw new NotSupportedException();

    public IFailedJobs FailedJobs => this;

    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        problem is not null ? throw new QueueUnavailableException(problem) : Task.FromResult(new QueueStatus
    {
        Queue = Name, Pending = 0, Delayed = 0, InLanes = 0, Lanes = 0, Held = 0, Ready = 0, Stopped = 0, Failed = 1_000_000,
        Paused = false,
    });

    public async IAsyncEnumerable<FailedJob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FailedJob?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> RetryAsync(IReadOnlyList<string> ids, bool atTail, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ForgetAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ImportAsync(FailedJob job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> FlushAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
