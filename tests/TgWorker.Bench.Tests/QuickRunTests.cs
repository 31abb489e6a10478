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
    public async Task Allocation_EvenChats_IsLessThanTwoPayloads()
    {
        var settings = new BenchSettings { WarmUp = 5000, Updates = 10_000 };
        await using var server = await MeasuredRedis.OpenAsync(null);

        var even = (await Scenarios.Create(["allocation"], settings)[0].MeasureAsync(server, settings, default)).Single();

        // An update has 1.3 to 1.5 KB. When each read of one had an array of its own, it was 2,700 with nothing else running, and more in a
        // build for tests.
        Assert.InRange(even.AllocatedPerUpdate!.Value, 1, 2600);
    }

    [Fact]
    public void Microbenchmarks_Quick_AllRun() => Assert.Equal(0, MicrobenchCommandLine.Run(["--quick"]));

    private static bool Positive(JsonNode one, string field) => (double?)one[field] > 0;
}
