using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>Looks at every world that can be reached, the nearest first, until a promise is broken or none is left.</summary>
internal sealed class Explorer(Bounds bounds, Guard missing = Guard.None, int threads = 1)
{
    private readonly Fingerprints _known = new();
    private readonly List<Worlds> _all = [];

    public Exploration Run()
    {
        Scout[] scouts = [.. Enumerable.Range(0, threads).Select(_ => new Scout(bounds, missing, _known))];
        scouts[0].Begin();
        for (var depth = 0; ; depth++)
        {
            var level = Collect(scouts);
            Explore(scouts, level);
            var moves = scouts.Sum(scout => scout.Taken);
            if (Array.Find(scouts, scout => scout.Broken is not null)?.Broken is (var promise, var from))
            {
                return new Exploration(_known.Count, moves, depth, Complete: false, promise,
                    [.. new WayBack(bounds, missing, _all).ToBreach(from)]);
            }

            if (Array.TrueForAll(scouts, scout => scout.Found.Count == 0))
            {
                return new Exploration(_known.Count, moves, depth, Complete: _known.Count < bounds.States, Broken: null, []);
            }
        }
    }

    private int Collect(Scout[] scouts)
    {
        var begin = _all.Count;
        foreach (var worlds in scouts.SelectMany(scout => scout.HandOver()))
        {
            worlds.First = _all.Count == 0 ? 0 : checked(_all[^1].First + _all[^1].Count);
            _all.Add(worlds);
        }

        return begin;
    }

    private void Explore(Scout[] scouts, int begin)
    {
        var next = begin - 1;
        Parallel.ForEach(scouts, scout =>
        {
            while (Interlocked.Increment(ref next) is var i && i < _all.Count)
            {
                scout.Explore(_all[i]);
            }
        });
    }
}
