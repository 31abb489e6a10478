namespace TgWorker.Bench.Tests;

public class BenchCommandLineTests
{
    [Fact]
    public async Task Run_UnknownScenario_IsWrongUsageThatNamesTheKnownOnes()
    {
        using var output = new StringWriter();
        using var progress = new StringWriter();

        Assert.Equal(2, await BenchCommandLine.RunAsync(["--scenario", "evne"], output, progress));

        Assert.StartsWith("There is no scenario 'evne'. There are: even, zipf,", progress.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }
}
