using BenchmarkDotNet.Running;

namespace TgWorker.Microbench;

/// <summary>
/// <c>--quick</c> runs everything once, which shows that it works, not how fast. All else is BenchmarkDotNet's own:
/// <c>--filter *Envelope*</c>, <c>--list flat</c>.
/// </summary>
internal static class MicrobenchCommandLine
{
    /// <summary>Runs benchmarks.</summary>
    /// <returns>0, or 1 when one of them failed or none was found.</returns>
    public static int Run(string[] args)
    {
        var isQuick = args is ["--quick"];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicrobenchCommandLine).Assembly)
            .Run(isQuick ? ["--filter", "*"] : args, new MicrobenchConfig(isQuick)).ToList();
        var isList = args.Contains("--list");
        var failed = summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success));
        return failed || (summaries.Count == 0 && !isList) ? 1 : 0;
    }
}
