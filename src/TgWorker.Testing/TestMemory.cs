using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Queues.InProcess;

namespace TgWorker.Testing;

/// <summary>The queue's memory, in the test. Time stands still: nothing expires.</summary>
internal sealed class TestMemory : ILaneMemory
{
    private readonly RememberedTexts _texts = new();

    public ValueTask<IReadOnlyList<string?>> RecallAsync(Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        new([.. names.Select(name => _texts.Find(delivery.Lane, name, default))]);

    /// <summary>The updates of the script that come after the one at hand.</summary>
    public ArraySegment<TestUpdate> Behind { get; set; } = [];

    public ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken) =>
        new([.. Behind.Select(update => update.ToJob()).Where(job => job.Lane == delivery.Lane).Take(atMost)]);

    public ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        _texts.Write(delivery.Lane, changes, default, keepFor);
        return new(true);
    }

    public ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken) =>
        new(_texts.TakeMark(delivery.Lane, mark, taker, default, keepFor));

    public ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken)
    {
        _texts.ReturnMark(delivery.Lane, mark);
        return ValueTask.CompletedTask;
    }
}
