namespace TgWorker.Core.Queues.InProcess;

/// <summary>What is remembered for lanes, until it expires. Guarded by the store's lock.</summary>
internal sealed class RememberedTexts
{
    private const int SweepEvery = 1_000;

    private readonly Dictionary<string, (TimeSpan Until, Dictionary<string, string> Texts)> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lane, string Mark), (TimeSpan Until, string Taker)> _marks = [];
    private int _writes;

    public string? Find(string lane, string name, TimeSpan now) =>
        _lanes.TryGetValue(lane, out var kept) && now < kept.Until ? kept.Texts.GetValueOrDefault(name) : null;

    public IReadOnlyList<KeyValuePair<string, string>> All(string lane, TimeSpan now) =>
        _lanes.TryGetValue(lane, out var kept) && now < kept.Until ? [.. kept.Texts] : [];

    public void Forget(string lane) => _lanes.Remove(lane);

    public void Write(string lane, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan now, TimeSpan keepFor)
    {
        Sweep(now);
        var isKept = _lanes.TryGetValue(lane, out var kept) && now < kept.Until;
        var texts = isKept ? kept.Texts : new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in changes)
        {
            if (text is null)
            {
                texts.Remove(name);
            }
            else
            {
                texts[name] = text;
            }
        }

        _lanes[lane] = (isKept && kept.Until > now + keepFor ? kept.Until : now + keepFor, texts);
    }

    public bool TakeMark(string lane, string mark, string taker, TimeSpan now, TimeSpan keepFor)
    {
        if (_marks.TryGetValue((lane, mark), out var taken) && now < taken.Until)
        {
            return taken.Taker == taker;
        }

        Sweep(now);
        _marks[(lane, mark)] = (now + keepFor, taker);
        return true;
    }

    public void ReturnMark(string lane, string mark) => _marks.Remove((lane, mark));

    // Now and then, so that the memory does not grow with every chat there ever was.
    private void Sweep(TimeSpan now)
    {
        if (++_writes % SweepEvery != 0)
        {
            return;
        }

        foreach (var (lane, _) in _lanes.Where(pair => now >= pair.Value.Until).ToList())
        {
            _lanes.Remove(lane);
        }

        foreach (var (mark, _) in _marks.Where(pair => now >= pair.Value.Until).ToList())
        {
            _marks.Remove(mark);
        }
    }
}
