using StackExchange.Redis;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>Takes the same steps on the scripts and on the specification, and compares answers and keys after each.</summary>
internal sealed class Comparison
{
    private const int Steps = 40;
    private const long Start = 1_700_000_000_000_000;

    private readonly IDatabase _database;
    private readonly ScriptHashes _scripts;
    private readonly string _prefix;
    private readonly Mutant? _mutant;
    private readonly QueueSpecification _specification = new(Naming.Facts, ScriptQueue.Lease)
    {
        Budget = Naming.Seen,
        Length = static job => Naming.Payload(job).Length,
        BotOf = Naming.BotOf,
    };

    private int _queues;

    private Comparison(IDatabase database, ScriptHashes scripts, string prefix, Mutant? mutant)
    {
        _mutant = mutant;
        _database = database;
        _scripts = scripts;
        _prefix = prefix;
    }

    /// <summary>Makes ready to compare under keys that begin with <paramref name="prefix"/>.</summary>
    public static async Task<Comparison> CreateAsync(IDatabase database, string prefix, Mutant? mutant = null) =>
        new(database, await ScriptQueue.LoadAsync(database, prefix + "clock", mutant).ConfigureAwait(false), prefix, mutant);

    /// <summary>Runs sequences until one differs, and leaves out of it what does not matter.</summary>
    public async Task<Difference?> FindShortestAsync(int firstSeed, int count)
        => await FindAsync(firstSeed, count).ConfigureAwait(false) is { } difference
            ? await ShrinkAsync(difference).ConfigureAwait(false) : null;

    /// <summary>Runs sequences until one differs.</summary>
    public async Task<Difference?> FindAsync(int firstSeed, int count)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            if (await FindAsync(seed, Invent(seed)).ConfigureAwait(false) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private List<Step> Invent(int seed)
    {
        var state = NewState();
        var invented = new RandomSteps(seed, otherOrders: true, operators: IsOfOperators(seed));
        var steps = new List<Step>(Steps);
        while (steps.Count < Steps)
        {
            steps.Add(invented.Next(state));
            _specification.Apply(state, steps[^1]);
        }

        return steps;
    }

    // Whether the sequence has steps of operators in it, and of what else came later: half of them have. A guard of a worker's daily work
    // is looked for where there is nothing else, and one of theirs where they are.
    private bool IsOfOperators(int seed) => _mutant is null
        ? seed % 8 is 1 or 5 or RandomSteps.LongLanes or 7
        : LaterMutants.All.Contains(_mutant);

    private async Task<Difference?> FindAsync(int seed, List<Step> steps)
    {
        var takeFromTail = seed % 4 == 3;
        var queue = new ScriptQueue(_database, _scripts, $"{_prefix}{++_queues}:queues:q", takeFromTail);
        var state = NewState();
        var expected = new string[steps.Count];
        var answers = new Task<long[]>[steps.Count];
        var dumps = new Task<RedisResult>[steps.Count];
        queue.SetClock(state.Clock);
        for (var i = 0; i < steps.Count; i++)
        {
            answers[i] = queue.TakeAsync(steps[i]);
            dumps[i] = queue.DumpAsync();
            var answer = _specification.Apply(state, steps[i]);
            expected[i] = $"answer {string.Join(' ', answer)}\n{Naming.Dump(state, takeFromTail)}";
            if (steps[i] is Step.Pass)
            {
                queue.SetClock(state.Clock);
            }
        }

        var removed = queue.RemoveAsync();
        Difference? difference = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var found = await DescribeAsync(answers[i], dumps[i]).ConfigureAwait(false);
            if (difference is null && found != expected[i])
            {
                difference = new Difference(seed, steps[..(i + 1)], expected[i], found);
            }
        }

        await removed.ConfigureAwait(false);
        return difference;
    }

    private static async Task<string> DescribeAsync(Task<long[]> answer, Task<RedisResult> dump)
    {
        string said;
        try
        {
            said = string.Join(' ', await answer.ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is RedisServerException or FormatException)
        {
            said = exception.Message;
        }

        return $"answer {said}\n{(string)(await dump.ConfigureAwait(false))!}";
    }

    /// <summary>Leaves steps out as long as there is still a difference.</summary>
    private async Task<Difference> ShrinkAsync(Difference difference)
    {
        for (var i = difference.Steps.Count - 2; i >= 0; i--)
        {
            i = Math.Min(i, difference.Steps.Count - 2);
            if (i < 0)
            {
                break;
            }

            List<Step> fewer = [.. difference.Steps];
            fewer.RemoveAt(i);
            difference = await FindAsync(difference.Seed, fewer).ConfigureAwait(false) ?? difference;
        }

        return difference;
    }

    private static QueueState NewState() => new(Naming.Lanes, Naming.Workers) { Clock = Start };
}
