using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <content>What is remembered for the lanes.</content>
internal sealed partial class InProcessSession : ILaneMemory
{
    public ILaneMemory Memory => this;

    public Func<WorkerLoad>? Load { get; set; }

    public ValueTask<IReadOnlyList<string?>> RecallAsync(Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<string?>>([.. names.Select(name => _store.Memory.Find(delivery.Lane, name, _store.Now))]);
        }
    }

    public ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<Job>>([.. _store.Lanes.Behind(delivery).Take(atMost)]);
        }
    }

    public ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (!_store.Lanes.IsLatest(delivery))
            {
                return ValueTask.FromResult(false);
            }

            _store.Memory.Write(delivery.Lane, changes, _store.Now, keepFor);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(Delivery delivery, string job, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            var notes = _store.Memory.All(JobPlace(delivery.Lane, job), _store.Now);
            delivery.NotedAs = notes.Count > 0 ? job : delivery.NotedAs;
            return ValueTask.FromResult(notes);
        }
    }

    public ValueTask<bool> NoteJobAsync(Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (!_store.Lanes.IsLatest(delivery))
            {
                return ValueTask.FromResult(false);
            }

            delivery.NotedAs = job;
            _store.Memory.Write(JobPlace(delivery.Lane, job), [new(name, text)], _store.Now, keepFor);
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<bool?> TakeMarkAsync(Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            return ValueTask.FromResult(_store.Lanes.IsLatest(delivery)
                ? _store.Memory.TakeMark(delivery.Lane, mark, taker, _store.Now, keepFor)
                : (bool?)null);
        }
    }

    public ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken)
    {
        lock (_store.Gate)
        {
            if (_store.Lanes.IsLatest(delivery))
            {
                _store.Memory.ReturnMark(delivery.Lane, mark);
            }
        }

        return ValueTask.CompletedTask;
    }

    // No lane has a line break in its name.
    private static string JobPlace(string lane, string job) => $"{lane}\n{job}";
}
