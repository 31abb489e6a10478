using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>The updates of one bot that wait for those before them.</summary>
internal sealed class BotOrder : IDisposable
{
    private readonly EntryLine _line;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Held> _held = [];
    private readonly ITimer _timer;
    private long? _next;

    public BotOrder(EntryLine line, TimeSpan window, TimeProvider time)
    {
        (_line, _window, _time) = (line, window, time);
        _timer = time.CreateTimer(static self => ((BotOrder)self!).Release(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task PushAsync(long id, NewEntry entry)
    {
        var held = new Held(entry, _time.GetTimestamp());
        lock (_gate)
        {
            // Late, sent again, or of a new series of ids: nothing to wait for.
            if (id < _next || !_held.TryAdd(id, held))
            {
                return _line.PushAsync(entry);
            }
        }

        Release();
        return held.Task.Unwrap();
    }

    public void Dispose() => _timer.Dispose();

    // Under the lock, so that the line gets them in order.
    private void Release()
    {
        lock (_gate)
        {
            var due = _held.Where(pair => Left(pair.Value) <= TimeSpan.Zero).Select(pair => pair.Key).DefaultIfEmpty(long.MinValue).Max();
            while (_held.Count > 0 && _held.First() is var (id, held) && (id <= due || id == _next))
            {
                _held.Remove(id);
                _next = id + 1;
                held.SetResult(_line.PushAsync(held.Entry));
            }

            var wait = _held.Count == 0 ? Timeout.InfiniteTimeSpan : _held.Values.Min(Left);
            _timer.Change(wait == Timeout.InfiniteTimeSpan || wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1),
                Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan Left(Held held) => _window - _time.GetElapsedTime(held.Since);

    private sealed class Held(NewEntry entry, long since) : TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public NewEntry Entry => entry;

        public long Since => since;
    }
}
