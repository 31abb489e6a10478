using TgWorker.Core.Queues;

namespace TgWorker.Tests.Draining;

/// <summary>A queue whose answer to a batch is lost: it was taken all the same.</summary>
internal sealed class BreakingIntake(IIntakeQueue inner, int batches) : IIntakeQueue, IPollLeases
{
    private int _pushed;

    public string Name => inner.Name;

    public IPollLeases Leases => this;

    public Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken) =>
        inner.PushAsync(entries, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<IReadOnlyList<PollLease?>> HoldAsync(
        string holder, IReadOnlyList<string> bots, TimeSpan length, CancellationToken cancellationToken) =>
        inner.Leases.HoldAsync(holder, bots, length, cancellationToken);

    public Task ReleaseAsync(string holder, IReadOnlyList<string> bots, CancellationToken cancellationToken) =>
        inner.Leases.ReleaseAsync(holder, bots, cancellationToken);

    public async Task<bool> PushAsync(PollLease lease, PollBatch batch, CancellationToken cancellationToken)
    {
        var isPushed = await inner.Leases.PushAsync(lease, batch, cancellationToken);
        return ++_pushed == batches ? throw new OperationCanceledException() : isPushed;
    }
}
