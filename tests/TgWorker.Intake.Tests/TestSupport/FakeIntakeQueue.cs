using TgWorker.Core.History;
using TgWorker.Core.Queues;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>A queue that takes what it is told to take.</summary>
internal sealed class FakeIntakeQueue : IIntakeQueue
{
    private readonly Lock _gate = new();

    public string Name => "fake";

    public IPollLeases Leases { get; init; } = null!;

    public ITrafficHistory? Traffic { get; init; }

    ITrafficHistory? IIntakeQueue.Traffic => Traffic;

    /// <summary>The batches in their order.</summary>
    public List<IReadOnlyList<NewEntry>> Batches { get; } = [];

    public Func<Task> Push { get; set; } = () => Task.CompletedTask;

    public Func<Task> Check { get; set; } = () => Task.CompletedTask;

    public long Count { get; set; }

    public Task PushAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Batches.Add(entries);
        }

        return Push();
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Check();

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Count);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
