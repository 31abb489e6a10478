using System.Globalization;
using System.Text;

namespace TgWorker.Proof.Checking;

/// <summary>What the checker found.</summary>
/// <param name="Updates">How many updates were pushed.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="Violations">What was broken; empty when every promise was kept.</param>
public sealed record Judgement(int Updates, int Runs, IReadOnlyList<Violation> Violations)
{
    private const int Shown = 20;

    /// <summary>Whether every promise was kept.</summary>
    public bool IsGood => Violations.Count == 0;

    /// <summary>How often a promise was broken.</summary>
    public int Count(Promise promise) => Violations.Count(violation => violation.Promise == promise);

    /// <summary>The verdict in a line, then the first violations.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Updates} updates, {Runs} runs: {Count(Promise.NothingLost)} lost, ");
        text.Append(CultureInfo.InvariantCulture,
            $"{Count(Promise.InOrder) + Count(Promise.PredecessorFinished)} out of order, {Count(Promise.OneAtATime)} overlapping");
        var others = Violations.Count - Count(
            Promise.NothingLost) - Count(Promise.InOrder) - Count(Promise.PredecessorFinished) - Count(Promise.OneAtATime);
        if (others > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {others} other violations");
        }

        foreach (var violation in Violations.Take(Shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {violation}");
        }

        return text.ToString();
    }
}
