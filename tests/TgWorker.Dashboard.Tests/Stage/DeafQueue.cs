using TgWorker.Core.FailedJobs;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>A queue that takes down nothing.</summary>
internal sealed class DeafQueue : IUpdateQueue, IQueueOperations, IAuditTrail
{
    public string Name => "telegram_updates";

    public string System => "test";

    public bool WasPaused { get; private set; }

    public IQueueOperations Operations => this;

    public IAuditTrail Audit => this;

    public IQuietTimes QuietTimes => throw new NotSupportedException();

    public IFailedJobs FailedJobs => throw new NotSupportedException();

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        Task.FromException(new QueueUnavailableException("nothing is taken down"));

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(int most, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PauseAsync(CancellationToken cancellationToken)
    {
        WasPaused = true;
        return Task.CompletedTask;
    }

    public Task ContinueAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> PauseBotAsync(string bot, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ContinueBotAsync(string bot, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RequestRestartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> ClearAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> DrainAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IQueueSession> JoinAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PushAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
