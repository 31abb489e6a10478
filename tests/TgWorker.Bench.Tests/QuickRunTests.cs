using System.Text.Json.Nodes;
using TgWorker.Bench.Cases;
using TgWorker.Microbench;

namespace TgWorker.Bench.Tests;

/// <summary>Both programs for a moment, so that they never rot.</summary>
public class QuickRunTests
{
    [Fact]
    public async Task EndToEnd_Quick_MeasuresEveryScenario()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();

        var exitCode = await BenchCommandLine.RunAsync(["--quick", "--json"], output, progress);

        Assert.True(exitCode == 0, progress.ToString());
        var results = JsonNode.Parse(output.ToString())!["results"]!.AsArray();
        Assert.Equal(Scenarios.Names, results.Select(one => (string)one!["scenario"]!).Distinct());
        Assert.All(results, one => Assert.True(Positive(one!, "updates_per_second") || Positive(one!, "p50"), one!.ToJsonString()));
        var alone = results.First(one => (string?)one!["scenario"] == "allocation")!;
        Assert.True(Positive(alone, "allocated_per_update") && Positive(alone, "worker_cpu_per100_k") && Positive(alone, "peak_megabytes"),
            alone.ToJsonString());
    }

    [Fact]
    public void Microbenchmarks_Quick_AllRun() => Assert.Equal(0, MicrobenchCommandLine.Run(["--quick"]));

    private static bool Positive(JsonNode one, string field) => (double?)one[field] > 0;
}
