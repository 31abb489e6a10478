using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>Looks at every world that can be reached, the nearest first, until a promise is broken or none is left.</summary>
internal sealed class Explorer(Bounds bounds, Guard missing = Guard.None)
{
    private readonly Moves _moves = new(bounds, missing);
    private readonly WorldRules _rules = new(bounds, missing);
    private readonly CanonicalForm _form = new(bounds);
    private readonly HashSet<UInt128> _known = [];
    private readonly List<(int From, Move? Move)> _ways = [];

    public Exploration Run()
    {
        var frontier = new Queue<World>();
        var start = new World(bounds);
        _known.Add(_form.Of(start));
        _ways.Add((-1, null));
        frontier.Enqueue(start);
        var moves = 0L;
        for (var here = 0; frontier.TryDequeue(out var world); here++)
        {
            foreach (var move in _moves.In(world))
            {
                moves++;
                if (_rules.Take(world, move, out var next) is { } broken)
                {
                    return new Exploration(_known.Count, moves, Complete: false, broken, [.. Way(here), move]);
                }

                if (_known.Count < bounds.States && _known.Add(_form.Of(next)))
                {
                    _ways.Add((here, move));
                    frontier.Enqueue(next);
                }
            }
        }

        return new Exploration(_known.Count, moves, Complete: _known.Count < bounds.States, Broken: null, []);
    }

    private Stack<Move> Way(int to)
    {
        var way = new Stack<Move>();
        for (var at = to; _ways[at].Move is { } move; at = _ways[at].From)
        {
            way.Push(move);
        }

        return way;
    }
}
