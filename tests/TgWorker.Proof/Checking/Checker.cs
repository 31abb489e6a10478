using TgWorker.Proof.Checking.Rules;
using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking;

/// <summary>Proves from a record that the promises were kept, or shows where they were not.</summary>
public static class Checker
{
    /// <summary>Judges a record.</summary>
    public static Judgement Check(Chronicle record, Remains remains, CheckerOptions? options = null)
    {
        options ??= new CheckerOptions();
        if (options is { AcceptedRunsOnly: true, Lease: not null })
        {
            throw new ArgumentException(
                "Deaths show in runs that were not accepted: without those the lease cannot be checked.", nameof(options));
        }

        List<IRule> rules =
        [
            new AccountingRule(remains),
            new OrderRule(),
            new PredecessorRule(remains),
            new OverlapRule(),
            new FenceRule(),
        ];
        if (options.Lease is { } lease)
        {
            rules.Add(new ResumptionRule(record.Deaths, lease + options.Slack));
        }

        var violations = Lanes(record, options.AcceptedRunsOnly).SelectMany(lane => rules.SelectMany(rule => rule.Check(lane)));
        return new Judgement(record.Pushes.Count, record.Runs.Count, [.. violations]);
    }

    private static IEnumerable<LaneHistory> Lanes(Chronicle record, bool acceptedOnly)
    {
        var pushes = record.Pushes.ToLookup(push => push.Lane);
        var runs = record.Runs.Where(run => !acceptedOnly || run.Ending == RunEnding.Accepted).ToLookup(run => run.Lane);
        return pushes.Select(lane => lane.Key).Union(runs.Select(lane => lane.Key))
            .Select(lane => new LaneHistory(lane, [.. pushes[lane]], [.. runs[lane]]));
    }
}
