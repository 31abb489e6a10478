using System.Diagnostics;
using System.Globalization;
using TgWorker.Model.Comparing;
using TgWorker.TestSupport.Repository;
using Xunit;
using Xunit.Abstractions;

namespace TgWorker.Redis.Tests.Model;

/// <summary>The scripts against the specification, step by step.</summary>
public sealed class ComparisonTests(ComparisonFixture queue, ITestOutputHelper output) : IClassFixture<ComparisonFixture>
{
    /// <summary>How many sequences to run; at least 100,000 in a nightly run.</summary>
    private const string Sequences = "TGWORKER_MODEL_SEQUENCES";

    /// <summary>The number of the first sequence, to see one again.</summary>
    private const string Seed = "TGWORKER_MODEL_SEED";

    // A mutant that takes more than this would be missed in a run of every day.
    private const int SequencesPerMutant = 3000;

    private static readonly Lazy<MutantReport> Page =
        new(() => MutantReport.Read(File.ReadAllText(SourceTree.File("docs", "mutants.md"))));

    public static IEnumerable<object[]> AllMutants => Mutants.All.Select(mutant => new object[] { mutant.Script, mutant.Guard });

    [Fact]
    public async Task Scripts_AnySequenceOfSteps_AnswerAndLeaveTheKeysAsTheSpecificationSays()
    {
        var comparison = await Comparison.CreateAsync(queue.Database, queue.NewPrefix());
        var (seed, count, started) = (Number(Seed, 0), Number(Sequences, 500), Stopwatch.GetTimestamp());

        var difference = await comparison.FindShortestAsync(seed, count);

        output.WriteLine($"{count:N0} sequences in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");
        Assert.True(difference is null, difference?.ToString());
    }

    // A lane drained after it had ended and begun again; a third failed job of one id, after Redis had lost the last token.
    [Theory]
    [InlineData(2627)]
    [InlineData(32936)]
    public async Task Scripts_SequencesThatOnceDiffered_DoNot(int seed)
    {
        var comparison = await Comparison.CreateAsync(queue.Database, queue.NewPrefix());

        Assert.Null(await comparison.FindShortestAsync(seed, count: 1));
    }

    [Theory]
    [MemberData(nameof(AllMutants))]
    public async Task Mutant_AScriptWithOneGuardLess_IsFound(string script, string guard)
    {
        var mutant = Mutants.All.Single(mutant => (mutant.Script, mutant.Guard) == (script, guard));
        var comparison = await Comparison.CreateAsync(queue.Database, queue.NewPrefix(), mutant);

        // Where the page saw it is looked first.
        var known = Page.Value.SequenceOf(mutant) is { } sequence ? await comparison.FindAsync(sequence, count: 1) : null;
        var difference = known ?? await comparison.FindAsync(0, SequencesPerMutant);

        Assert.NotNull(difference);
        output.WriteLine(difference.ToString());
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
