using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>Looks at worlds, on a thread of its own, and collects those that nobody has seen before.</summary>
internal sealed class Scout(Bounds bounds, Guard missing, Fingerprints known)
{
    private readonly Moves _moves = new(bounds, missing);
    private readonly WorldRules _rules = new(bounds, missing);
    private readonly CanonicalForm _form = new(bounds, missing);

    /// <summary>The worlds it found.</summary>
    public List<Worlds> Found { get; private set; } = [];

    /// <summary>How many moves it took.</summary>
    public long Taken { get; private set; }

    /// <summary>The promise that was broken, and from which world.</summary>
    public (string Promise, int From)? Broken { get; private set; }

    public void Begin() => Add(_form.Write(new World(bounds)), from: -1, move: 0);

    /// <summary>Takes every move from every one of these worlds.</summary>
    public void Explore(Worlds worlds)
    {
        for (var (i, at) = (0, 0); i < worlds.Count && Broken is null; i++)
        {
            var world = _form.Read(worlds.NextForm(ref at));
            var number = 0;
            foreach (var move in _moves.In(world))
            {
                Taken++;
                if (_rules.Take(world, move, out var next) is { } promise)
                {
                    Broken = (promise, worlds.First + i);
                    return;
                }

                Add(_form.Write(next), worlds.First + i, number++);
            }
        }

        worlds.ForgetForms();
    }

    public List<Worlds> HandOver()
    {
        var found = Found;
        Found = [];
        return found;
    }

    private void Add(int forms, int from, int move)
    {
        for (var variant = 0; variant < forms && known.Count < bounds.States; variant++)
        {
            if (known.Add(_form[variant]))
            {
                if (Found is [] || Found[^1].Count == Worlds.Capacity)
                {
                    Found.Add(new Worlds());
                }

                Found[^1].Add(_form[variant], from, move, variant);
            }
        }
    }
}
