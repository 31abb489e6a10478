using TgWorker.Model.Comparing;
using TgWorker.Model.Specification;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Tests.Model;

/// <summary>
/// Takes the same steps on SQLite and on the specification, and compares answers and tables after each. One transaction sorts what it
/// reads, and nobody but the queue touches the list: there is no right to sort, and no other consumer.
/// </summary>
internal sealed class SqlComparison(Mutant? mutant = null)
{
    private const int Steps = 40;
    private const long Start = 1_700_000_000_000_000;
    private const Guard NotNeeded = Guard.RightToSort | Guard.ListUnchanged | Guard.NumbersStayUnused;

    private readonly SqlTexts _sql = new(mutant is null ? null : mutant.Apply);
    private readonly QueueSpecification _specification = new(Naming.Facts, ComparedQueue.Lease, NotNeeded);

    /// <summary>Runs sequences until one differs, and leaves out of it what does not matter.</summary>
    public Difference? FindShortest(int firstSeed, int count) => Find(firstSeed, count) is { } difference ? Shrink(difference) : null;

    /// <summary>Runs sequences until one differs.</summary>
    public Difference? Find(int firstSeed, int count)
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            if (Find(seed, Invent(seed)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private List<Step> Invent(int seed)
    {
        var state = NewState();
        var invented = new RandomSteps(seed);
        var steps = new List<Step>(Steps);
        while (steps.Count < Steps)
        {
            steps.Add(Fit(invented.Next(state), state));
            _specification.Apply(state, steps[^1]);
        }

        return steps;
    }

    /// <summary>A step as it happens on SQLite.</summary>
    private static Step Fit(Step step, QueueState state) => step switch
    {
        // A transaction reads what it sorts.
        Step.Sort sort => sort with { Entries = [.. state.List.Take(sort.Entries.Length)], Slots = sort.Entries.Length },
        Step.Drain drain => drain with { Seen = state.Lanes[drain.Lane] },
        Step.Finish finish => finish with { WithPayloads = true },
        // Failed tries never become fewer.
        Step.Park park => park with { Failures = Math.Max(park.Failures, state.Tries[park.Run.Lane]?.Failures ?? 0) },
        // Lanes that were ready within a millisecond are in no order for the specification.
        Step.Pass { Microseconds: 1 } or Step.TakenElsewhere or Step.RightExpires or Step.Rejoin => new Step.Pass(1_000),
        _ => step,
    };

    private Difference? Find(int seed, List<Step> steps)
    {
        using var queue = new ComparedQueue(_sql, Start);
        var state = NewState();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = Fit(steps[i], state);
            var expected = $"answer {string.Join(' ', InOurWords(step, _specification.Apply(state, step)))}\n{DatabaseText.Of(state)}";
            var found = Describe(queue, step);
            if (found != expected)
            {
                return new Difference(seed, steps[..(i + 1)], expected, found);
            }
        }

        return null;
    }

    private static string Describe(ComparedQueue queue, Step step)
    {
        string said;
        try
        {
            said = string.Join(' ', queue.Take(step));
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception)
        {
            said = exception.Message;
        }

        return $"answer {said}\n{queue.Text.Read()}";
    }

    // What the scripts of Redis tell beyond what a caller of SQLite wants to know is left out.
    private static IEnumerable<long> InOurWords(Step step, long[] answer) => step switch
    {
        Step.Claim when answer.Length > 1 => answer.Skip(2).Chunk(5).SelectMany(grant => (long[])[grant[0], grant[1], grant[3], grant[4]]),
        Step.Renew when answer.Length > 1 => answer.Skip(4).Order(),
        Step.Drain when answer[0] == -2 => [0],
        _ => answer,
    };

    private Difference Shrink(Difference difference)
    {
        for (var i = difference.Steps.Count - 2; i >= 0; i = Math.Min(i, difference.Steps.Count - 1) - 1)
        {
            List<Step> fewer = [.. difference.Steps];
            fewer.RemoveAt(i);
            difference = Find(difference.Seed, fewer) ?? difference;
        }

        return difference;
    }

    private static QueueState NewState() => new(Naming.Lanes, Naming.Workers) { Clock = Start };
}
