using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Testing;

/// <summary>The queue's memory, in the test; it expires as the test's time passes.</summary>
internal sealed class TestMemory(TimeProvider time) : ILaneMemory
{
    private readonly Dictionary<(string Lane, string Name), string> _texts = [];
    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lane, string Mark), (string Taker, DateTimeOffset Until)> _marks = [];

    private readonly Dictionary<(string Lane, string Job), Dictionary<string, string>> _notes = [];

    /// <summary>The updates of the script that come after the one at hand.</summary>
    public ArraySegment<TestUpdate> Behind { get; set; } = [];

    public ValueTask<IReadOnlyList<string?>> RecallAsync(
        Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        new([.. names.Select(name => IsKept(delivery.Lane) ? _texts.GetValueOrDefault((delivery.Lane, name)) : null)]);

    public ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken) =>
        new([.. Behind.Select(update => update.ToJob()).Where(job => job.Lane == delivery.Lane).Take(atMost)]);

    public ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        var lane = delivery.Lane;
        var until = time.GetUtcNow() + keepFor;
        if (!IsKept(lane))
        {
            _texts.Keys.Where(key => key.Lane == lane).ToList().ForEach(key => _texts.Remove(key));
            _until.Remove(lane);
        }

        foreach (var (name, text) in changes)
        {
            if (text is null)
            {
                _texts.Remove((lane, name));
            }
            else
            {
                _texts[(lane, name)] = text;
            }
        }

        _until[lane] = _until.TryGetValue(lane, out var before) && before > until ? before : until;
        return new(true);
    }

    public ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(
        Delivery delivery, string job, CancellationToken cancellationToken)
    {
        var notes = _notes.GetValueOrDefault((delivery.Lane, job));
        delivery.NotedAs = notes is null ? delivery.NotedAs : job;
        return new(notes is null ? [] : [.. notes]);
    }

    public ValueTask<bool> NoteJobAsync(
        Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        delivery.NotedAs = job;
        if (!_notes.TryGetValue((delivery.Lane, job), out var notes))
        {
            _notes[(delivery.Lane, job)] = notes = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        notes[name] = text;
        return new(true);
    }

    /// <summary>A delivery is finished: nobody asks any more what its job has done.</summary>
    public void Finish(Delivery delivery)
    {
        if (delivery.NotedAs is { } job)
        {
            _notes.Remove((delivery.Lane, job));
        }
    }

    public ValueTask<bool?> TakeMarkAsync(
        Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        var key = (delivery.Lane, mark);
        if (_marks.TryGetValue(key, out var taken) && time.GetUtcNow() < taken.Until)
        {
            return new(taken.Taker == taker);
        }

        _marks[key] = (taker, time.GetUtcNow() + keepFor);
        return new(true);
    }

    public ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken)
    {
        _marks.Remove((delivery.Lane, mark));
        return ValueTask.CompletedTask;
    }

    private bool IsKept(string lane) => _until.TryGetValue(lane, out var until) && time.GetUtcNow() < until;
}
