using System.Globalization;
using System.Text;
using TgWorker.Model.Comparing;

namespace TgWorker.Mutants;

/// <summary>Which mutants were noticed, and by what.</summary>
internal sealed class MutantReport
{
    private const string Head =
        """
        # Mutants

        A guard that no test misses is no guard. Each line is one of Redis's scripts with one guard less, and the shortest run of
        steps found after which its answer or its keys are not those of the specification (tests/TgWorker.Model). `Mutant_AScriptWithOneGuardLess_IsFound`
        looks for all of them in every test run. Written by `dotnet run --project tests/TgWorker.Mutants`; not edited by hand.


        """;

    private readonly StringBuilder _rows = new();

    public int Count { get; private set; }

    public int Killed { get; private set; }

    public void Add(Mutant mutant, Difference? difference)
    {
        Count++;
        Killed += difference is null ? 0 : 1;
        var caught = difference is null
            ? "**not noticed**"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"sequence {difference.Seed}: {string.Join(", ", difference.Steps.Select(step => step.GetType().Name))}");
        _rows.Append(CultureInfo.InvariantCulture, $"| {mutant.Script}.lua | {mutant.Guard} | {caught} |\n");
    }

    public string ToMarkdown() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Head}{Killed} of {Count} are noticed.\n\n| script | without the guard it | noticed after |\n| --- | --- | --- |\n{_rows}");
}
