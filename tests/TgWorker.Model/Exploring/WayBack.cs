using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>Finds out by which moves a world was reached.</summary>
/// <remarks>
/// A form does not say which process is which. So the way is walked twice: among the forms, and with the processes and lanes
/// as they were named at the start, choosing the move that leads to the same form.
/// </remarks>
internal sealed class WayBack(Bounds bounds, Guard missing, IReadOnlyList<Worlds> all)
{
    private readonly Moves _moves = new(bounds, missing);
    private readonly WorldRules _rules = new(bounds, missing);
    private readonly CanonicalForm _form = new(bounds, missing);

    /// <summary>The moves to a world, and from there the one that breaks a promise.</summary>
    public IEnumerable<Move> ToBreach(int number)
    {
        var world = new World(bounds);
        _form.Write(world);
        var form = _form[0].ToArray();
        foreach (var (_, ordinal, variant) in Steps(number))
        {
            var there = _form.Read(form);
            _rules.Take(there, _moves.In(there).ElementAt(ordinal), out var next);
            _form.Write(next);
            form = _form[variant].ToArray();
            var move = MoveTo(form, ref world);
            yield return move ?? _moves.In(there).ElementAt(ordinal);
            world = move is null ? _form.Read(form) : world;
        }

        yield return _moves.In(world).First(move => _rules.Take(world, move, out _) is not null);
    }

    private Stack<(int From, int Move, int Variant)> Steps(int number)
    {
        var steps = new Stack<(int From, int Move, int Variant)>();
        for (var step = WayTo(number); step.From >= 0; step = WayTo(step.From))
        {
            steps.Push(step);
        }

        return steps;
    }

    private (int From, int Move, int Variant) WayTo(int number)
    {
        var (low, high) = (0, all.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = all[middle].First <= number ? (middle, high) : (low, middle - 1);
        }

        return all[low].WayTo(number);
    }

    // None where several lanes are due, and the form is that with another granted first.
    private Move? MoveTo(byte[] form, ref World world)
    {
        foreach (var move in _moves.In(world))
        {
            _rules.Take(world, move, out var next);
            for (var (variant, forms) = (0, _form.Write(next)); variant < forms; variant++)
            {
                if (_form[variant].SequenceEqual(form))
                {
                    world = next;
                    return move;
                }
            }
        }

        return null;
    }
}
