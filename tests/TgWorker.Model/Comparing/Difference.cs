using System.Globalization;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>A sequence of steps after which Redis and the specification do not agree.</summary>
/// <param name="Seed">The sequence.</param>
/// <param name="Steps">Its steps, up to the one that differs, without those that do not matter.</param>
/// <param name="Expected">What the specification says.</param>
/// <param name="Actual">What Redis says.</param>
internal sealed record Difference(int Seed, IReadOnlyList<Step> Steps, string Expected, string Actual)
{
    /// <summary>The first line that differs.</summary>
    public string FirstLine
    {
        get
        {
            var (expected, actual) = (Expected.Split('\n'), Actual.Split('\n'));
            var i = 0;
            while (i < expected.Length && i < actual.Length && expected[i] == actual[i])
            {
                i++;
            }

            return $"expected \"{expected.ElementAtOrDefault(i)}\", found \"{actual.ElementAtOrDefault(i)}\"";
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {Seed}, {Steps.Count} steps: {FirstLine}\n{string.Join('\n', Steps.Select(StepText.Of))}\n--- expected\n{Expected}\n--- "
            + $"found\n{Actual}");
}
