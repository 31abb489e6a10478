using System.Globalization;
using System.Text;

namespace TgWorker.Model.Comparing;

/// <summary>Which mutants were noticed, and by what.</summary>
internal sealed class MutantReport
{
    private const string Head =
        """
        # Mutants

        A guard that no test misses is no guard. Each line is one of Redis's scripts with one guard less, and the shortest run of
        steps found after which its answer or its keys are not those of the specification (tests/TgWorker.Model). `Mutant_AScriptWithOneGuardLess_IsFound`
        looks for all that are noticed in every test run. Written by `dotnet run --project tests/TgWorker.Mutants -- [SEQUENCES [SCRIPT...]]`; not edited by hand.


        """;

    private const string Title = "| script | without the guard it | noticed after |\n| --- | --- | --- |\n";
    private const string Sequence = "sequence ";
    private const string NotNoticed = "**not noticed**";
    private const string NotTried = "**not tried yet**";

    // Per script and guard, by what it was noticed.
    private readonly Dictionary<(string Script, string Guard), string> _rows = [];

    /// <summary>How many were noticed.</summary>
    public int Killed => _rows.Values.Count(caught => caught is not NotNoticed and not NotTried);

    /// <summary>What a page says that was written before.</summary>
    public static MutantReport Read(string page)
    {
        var report = new MutantReport();
        foreach (var cells in page.Split('\n').Select(line => line.Split(" | ")).Where(cells => cells.Length == 3))
        {
            report._rows[(cells[0].TrimStart('|', ' '), cells[1])] = cells[2].TrimEnd('|', ' ');
        }

        return report;
    }

    /// <summary>The sequence that noticed a mutant; null where none did, or none was tried.</summary>
    public int? SequenceOf(Mutant mutant) =>
        _rows.GetValueOrDefault(KeyOf(mutant)) is { } caught && caught.StartsWith(Sequence, StringComparison.Ordinal)
            && int.TryParse(caught[Sequence.Length..].Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? sequence : null;

    /// <summary>Notes by what a mutant was noticed; null where by nothing.</summary>
    public void Add(Mutant mutant, Difference? difference) => _rows[KeyOf(mutant)] = difference is null
        ? NotNoticed
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Sequence}{difference.Seed}: {string.Join(", ", difference.Steps.Select(step => step.GetType().Name))}");

    /// <summary>The page, with a line for each mutant there is.</summary>
    public string ToMarkdown(IReadOnlyList<Mutant> mutants)
    {
        foreach (var gone in _rows.Keys.Except(mutants.Select(KeyOf)).ToList())
        {
            _rows.Remove(gone);
        }

        var rows = new StringBuilder();
        foreach (var mutant in mutants)
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"| {mutant.Script}.lua | {mutant.Guard} | {_rows.GetValueOrDefault(KeyOf(mutant), NotTried)} |\n");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Head}{Killed} of {mutants.Count} are noticed.\n\n{Title}{rows}");
    }

    private static (string Script, string Guard) KeyOf(Mutant mutant) => ($"{mutant.Script}.lua", mutant.Guard);
}
