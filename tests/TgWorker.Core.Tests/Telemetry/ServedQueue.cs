using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>A queue as if a server kept it.</summary>
internal sealed class ServedQueue(IUpdateQueue inner) : IUpdateQueue
{
    public string Name => inner.Name;

    public string System => inner.System;

    public QueueServer? Server { get; } = new("queue.example", 6379);

    public IQueueOperations Operations => inner.Operations;

    public IQuietTimes QuietTimes => inner.QuietTimes;

    public IFailedJobs FailedJobs => inner.FailedJobs;

    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => inner.JoinAsync(cancellationToken);

    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => inner.PushAsync(payload, cancellationToken);

    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) => inner.GetStatusAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
