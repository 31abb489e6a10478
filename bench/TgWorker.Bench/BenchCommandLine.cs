using System.CommandLine;
using TgWorker.Bench.Cases;
using TgWorker.Bench.Reports;
using TgWorker.Cli;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Bench;

/// <summary>The program's command line.</summary>
internal static class BenchCommandLine
{
    private static readonly Option<string[]> ScenarioNames = new("--scenario")
    {
        Description = $"which to run: {string.Join(", ", Scenarios.Names)}; all when left out",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Redis = new("--redis") { Description = "a running Redis; one is started when left out" };
    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "how often to go through all cases; the median is reported", DefaultValueFactory = static _ => 1,
    };

    private static readonly Option<int?> Updates = new("--updates") { Description = "how many updates a throughput case handles" };
    private static readonly Option<int> Concurrency = new("--concurrency")
    {
        Description = "handlers at a time in each worker", DefaultValueFactory = static _ => 64,
    };

    private static readonly Option<int[]> Replicas = new("--replicas")
    {
        Description = "replicas in the scenarios even and zipf; 1, 2 and 4 when left out", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> InProcess = new("--in-process")
    {
        Description = "workers in this process instead of tgworker processes, which shows what they allocate",
    };

    private static readonly Option<string?> Compare = new("--compare")
    {
        Description = "more options for tgworker, such as \"--deduplicate false\": each throughput case is run without and with them",
    };

    private static readonly Option<string?> Against = new("--against")
    {
        Description = "a report of --json: a case that keeps less than 0.6 of its ratio there is a failure",
    };

    private static readonly Option<bool> Quick =
        new("--quick") { Description = "everything for a moment: shows that it works, not how fast" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON on standard output instead of tables" };

    /// <summary>Runs the program.</summary>
    /// <returns>0, 1 when a case failed or has become slower than <c>--against</c> allows, 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter progress)
    {
        var root = new RootCommand("Measures tgworker end to end, next to redis-benchmark on the same server.")
        {
            ScenarioNames, Redis, Runs, Updates, Concurrency, Replicas, InProcess, Compare, Against, Quick, Json,
        };
        root.SetAction((parsed, cancel) => RunAsync(parsed, output, progress, cancel));
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            await progress.WriteLineAsync(string.Join('\n', result.Errors.Select(error => error.Message)));
            return ExitCode.Usage;
        }

        return await result.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = progress, ProcessTerminationTimeout = null });
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        var names = parsed.GetValue(ScenarioNames) is { Length: > 0 } named ? named : [.. Scenarios.Names];
        if (names.Except(Scenarios.Names).FirstOrDefault() is { } unknown)
        {
            await progress.WriteLineAsync($"There is no scenario '{unknown}'. There are: {string.Join(", ", Scenarios.Names)}.");
            return ExitCode.Usage;
        }

        var settings = SettingsOf(parsed);
        Baseline? baseline;
        try
        {
            baseline = parsed.GetValue(Against) is { } file ? Baseline.Read(file) : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await progress.WriteLineAsync($"--against: {e.Message}");
            return ExitCode.Usage;
        }

        using var stop = new StopSignals(cancellationToken);
        await using var server = await MeasuredRedis.OpenAsync(parsed.GetValue(Redis));
        var machine = await MachineInfo.ReadAsync(server);
        var run = new BenchRun(server, settings, progress);
        var results = await run.RunAsync(Scenarios.Create(names, settings), stop.Token);
        await output.WriteLineAsync(
            parsed.GetValue(Json) ? JsonReport.Write(machine, settings, results) : TableReport.Write(machine, settings, results));
        var losses = baseline?.Losses(results) ?? [];
        foreach (var loss in losses)
        {
            await progress.WriteLineAsync(loss);
        }

        return losses.Count > 0 || results.Any(result => result.Error is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static BenchSettings SettingsOf(ParseResult parsed)
    {
        var quick = parsed.GetValue(Quick);
        var settings = quick ? BenchSettings.Quick : new BenchSettings();
        return settings with
        {
            Runs = parsed.GetValue(Runs),
            Updates = parsed.GetValue(Updates) ?? settings.Updates,
            Concurrency = parsed.GetValue(Concurrency),
            Replicas = parsed.GetValue(Replicas) is { Length: > 0 } replicas ? replicas : settings.Replicas,
            InProcess = parsed.GetValue(InProcess),
            CompareWith = parsed.GetValue(Compare)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
    }
}
