using BenchmarkDotNet.Running;
using TgWorker.Microbench;

// All of them, as quick as can be: shows that they run. Else BenchmarkDotNet's own options: --filter *Envelope*, --list flat.
var isQuick = args is ["--quick"];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(EnvelopeBenchmarks).Assembly).Run(isQuick ? ["--filter", "*"] : args, new MicrobenchConfig(isQuick));
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
