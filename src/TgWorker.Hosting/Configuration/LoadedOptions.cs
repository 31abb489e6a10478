namespace TgWorker.Hosting.Configuration;

/// <summary>The configuration, put together.</summary>
/// <param name="Options">The options; not to be used when there are problems.</param>
/// <param name="Problems">All that is wrong.</param>
/// <param name="Warnings">What looks wrong but need not be.</param>
internal sealed record LoadedOptions(
    TgWorkerOptions Options,
    IReadOnlyList<ConfigurationProblem> Problems,
    IReadOnlyList<ConfigurationProblem> Warnings);
