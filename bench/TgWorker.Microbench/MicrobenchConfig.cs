using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace TgWorker.Microbench;

/// <summary>
/// In this process: building a project per benchmark would need the network where a package feed is curated.
/// </summary>
internal sealed class MicrobenchConfig : ManualConfig
{
    public MicrobenchConfig(bool isQuick)
    {
        var job = (isQuick ? Job.Dry : Job.Default).WithToolchain(InProcessNoEmitToolchain.Instance);
        AddJob(job);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        if (isQuick)
        {
            WithOptions(ConfigOptions.DisableOptimizationsValidator);
            WithArtifactsPath(Path.Combine(Path.GetTempPath(), "tgworker-microbench"));
        }
        else
        {
            WithArtifactsPath("artifacts/microbench");
        }
    }
}
