using System.Text;
using System.Text.Json;

namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// The updates of one bot that are neither confirmed, delivered nor expired, in the order of their ids. Bounded as Telegram's: what does
/// not fit is dropped without a trace.
/// </summary>
internal sealed class TelegramQueue(TimeProvider time, int firstId)
{
    private const int MostUpdates = 100_000;
    private const long MostBytes = 128 * 1024 * 1024;
    private const int LargestUpdate = 512 * 1024;

    private readonly SortedList<int, PendingUpdate> _updates = [];
    private DateTimeOffset _firstExpiry = DateTimeOffset.MaxValue;
    private long _bytes;

    /// <summary>The id that the next update gets.</summary>
    public int NextId { get; private set; } = firstId;

    /// <summary>How many were dropped because they expired or did not fit.</summary>
    public int Dropped { get; private set; }

    public int Count
    {
        get
        {
            DropExpired();
            return _updates.Count;
        }
    }

    /// <summary>The newest id that is kept, or that was given last.</summary>
    public int NewestId => NextId - 1;

    public int OldestId => _updates.Count == 0 ? NextId : _updates.GetKeyAtIndex(0);

    /// <summary>Adds an update, unless there is no room.</summary>
    public PendingUpdate? Add(string kind, string content)
    {
        using var parsed = JsonDocument.Parse(content);
        var json = Encoding.UTF8.GetBytes($"{{\"update_id\":{NextId},\n\"{kind}\":{content}}}");
        if (json.Length > LargestUpdate || _updates.Count >= MostUpdates || _bytes + json.Length > MostBytes)
        {
            Dropped++;
            return null;
        }

        var update = new PendingUpdate(
            NextId, kind, UpdateTraits.Queue(kind, parsed.RootElement, NextId), time.GetUtcNow() + UpdateTraits.Life(kind), json);
        _updates.Add(NextId++, update);
        _bytes += json.Length;
        _firstExpiry = update.Expires < _firstExpiry ? update.Expires : _firstExpiry;
        return update;
    }

    /// <summary>Those from an id on.</summary>
    public IEnumerable<PendingUpdate> From(int id)
    {
        DropExpired();
        for (var at = IndexOf(id); at < _updates.Count; at++)
        {
            yield return _updates.GetValueAtIndex(at);
        }
    }

    public void Forget(int id)
    {
        if (_updates.Remove(id, out var update))
        {
            _bytes -= update.Json.Length;
        }
    }

    public void ForgetBelow(int id)
    {
        while (_updates.Count > 0 && _updates.GetKeyAtIndex(0) < id)
        {
            Forget(_updates.GetKeyAtIndex(0));
        }
    }

    public void Clear() => ForgetBelow(int.MaxValue);

    /// <summary>Begins another series of ids, as after a week without updates.</summary>
    public void StartSeriesAt(int id) => NextId = id;

    private int IndexOf(int id)
    {
        var (low, high) = (0, _updates.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _updates.GetKeyAtIndex(middle) < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void DropExpired()
    {
        var now = time.GetUtcNow();
        if (now <= _firstExpiry)
        {
            return;
        }

        foreach (var update in _updates.Values.Where(update => update.Expires < now).ToList())
        {
            Forget(update.Id);
            Dropped++;
        }

        _firstExpiry = _updates.Count == 0 ? DateTimeOffset.MaxValue : _updates.Values.Min(update => update.Expires);
    }
}
