using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Hosting;

/// <summary>Handlers in the executable have cultures as in any .NET program, and what the executable itself writes has none.</summary>
public sealed class CulturesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    // The runtime is told to look for a version of ICU that no machine has.
    private const string OtherVersion = "CLR_ICU_VERSION_OVERRIDE";
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    private const string Warning = "This machine has no ICU library";

    [Theory]
    [InlineData("de_DE.UTF-8", null, "It costs 1.234,50", false)]
    [InlineData("tr_TR.UTF-8", null, "It costs 1.234,50", false)]
    [InlineData("tr_TR.UTF-8", OtherVersion, "It costs 1,234.50", true)]
    [InlineData("tr_TR.UTF-8", Invariant, "It costs 1,234.50", false)]
    public async Task Work_HandlerFormatsByCulture_GetsItWhereTheMachineHasItAndNeverFails(
        string language, string? without, string said, bool isWarned)
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var folder = Directory.CreateTempSubdirectory("tgworker-cultures-");
        await stage.PushTextAsync(7, "price?");
        var environment = new Dictionary<string, string?>(stage.Environment) { ["LC_ALL"] = language, [Invariant] = null };
        if (without is not null)
        {
            environment[without] = without == Invariant ? "1" : "999";
        }

        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--handlers", EmittedAssembly.WriteGermanHandler(folder.FullName), "--max-jobs", "1"],
            Environment = environment,
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(said, (await stage.Queue.FailedJobs.ListAsync(default).SingleAsync()).Error);
        Assert.Equal(isWarned, worker.Output.Any(line => line.Contains(Warning, StringComparison.Ordinal)));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Help_WhateverTheLanguage_IsTheSame()
    {
        string[] languages = ["C.UTF-8", "tr_TR.UTF-8"];
        var texts = new List<string>();
        foreach (var language in languages)
        {
            await using var worker = WorkerProcess.Start(new WorkerProcessOptions
            {
                Arguments = ["work", "--help"],
                Environment = new Dictionary<string, string?> { ["LC_ALL"] = language },
            });
            Assert.Equal(0, await worker.WaitForExitAsync());
            texts.Add(string.Join('\n', worker.Output));
        }

        Assert.Contains("--concurrency", texts[0], StringComparison.Ordinal);
        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task Settings_WithAPointInThem_AreReadAlikeInEveryLanguage()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        foreach (var language in new[] { "de_DE.UTF-8", "tr_TR.UTF-8" })
        {
            await stage.PushTextAsync(7, "x");
            await using var worker = WorkerProcess.Start(new WorkerProcessOptions
            {
                Arguments = ["work", "--handler", "LOG", "--lease", "2.5", "--backoff", "0.25,1.5", "--max-jobs", "1", "--log", "json"],
                Environment = new Dictionary<string, string?>(stage.Environment) { ["LC_ALL"] = language },
            });
            Assert.True(await worker.WaitForExitAsync() == 0, $"{language}: {string.Join('\n', worker.Errors)}");
        }
    }
}
