using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace TgWorker.Sqlite.Tests.Model;

/// <summary>SQLite against the specification, step by step.</summary>
public sealed class SqlComparisonTests(ITestOutputHelper output)
{
    /// <summary>How many sequences to run; at least 100,000 in a nightly run.</summary>
    private const string Sequences = "TGWORKER_MODEL_SEQUENCES";

    // A mutant that takes more than this would be missed in a run of every day.
    private const int SequencesPerMutant = 2000;

    public static IEnumerable<object[]> AllMutants => SqlMutants.All.Select(mutant => new object[] { mutant.Script, mutant.Guard });

    [Fact]
    public void Steps_AnySequence_AnswerAndLeaveTheTablesAsTheSpecificationSays()
    {
        var count = Environment.GetEnvironmentVariable(Sequences) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : 300;

        var difference = new SqlComparison().FindShortest(0, count);

        Assert.True(difference is null, difference?.ToString());
    }

    [Theory]
    [MemberData(nameof(AllMutants))]
    public void Mutant_AStatementWithOneGuardLess_IsFound(string file, string guard)
    {
        var mutant = SqlMutants.All.Single(mutant => (mutant.Script, mutant.Guard) == (file, guard));

        var difference = new SqlComparison(mutant).Find(0, SequencesPerMutant);

        Assert.NotNull(difference);
        output.WriteLine(difference.ToString());
    }
}
