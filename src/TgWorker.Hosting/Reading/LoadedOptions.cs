using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Reading;

/// <summary>The configuration, put together.</summary>
/// <param name="Options">The options; not to be used when there are problems.</param>
/// <param name="Problems">All that is wrong.</param>
/// <param name="Warnings">What looks wrong but need not be.</param>
/// <param name="Configuration">What it was read from; modules find their own settings there.</param>
internal sealed record LoadedOptions(
    TgWorkerOptions Options,
    IReadOnlyList<ConfigurationProblem> Problems,
    IReadOnlyList<ConfigurationProblem> Warnings,
    IConfiguration Configuration)
{
    /// <summary>The options, as long as nothing is wrong with them.</summary>
    /// <exception cref="OptionsValidationException">Something is; the message lists all that is.</exception>
    public TgWorkerOptions Checked => Problems.Count == 0
        ? Options
        : throw new OptionsValidationException(
            SettingsReader.Section, typeof(TgWorkerOptions), Problems.Select(problem => problem.ToString()));
}
