using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;

namespace TgWorker.Hosting.Settings;

/// <summary>One thing that can be configured: its names, what it means, and where its value goes.</summary>
/// <param name="Path">The key in appsettings.json, <c>Section:Name</c>.</param>
/// <param name="Description">For the help: what it means, with its unit.</param>
/// <param name="Apply">Writes the value into the options.</param>
internal sealed record Setting(string Path, string Description, Action<TgWorkerOptions, string> Apply)
{
    /// <summary>The option on the command line, such as <c>--redis</c>; null when there is none.</summary>
    public string? Flag { get; init; }

    /// <summary>What the help calls the value, such as <c>URL</c>; null for a switch.</summary>
    public string? ValueName { get; init; }

    /// <summary>What the help calls the default.</summary>
    public string? Default { get; init; }

    /// <summary>What tgook and Laravel call it in their environment.</summary>
    public string? LaravelName { get; init; }

    /// <summary>How much of the value may be shown.</summary>
    public Secrecy Secrecy { get; init; }

    /// <summary>Whether an empty value is a value.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The group it belongs to, <c>Redis</c> for <c>Redis:Url</c>.</summary>
    public string Section => Path[..Path.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The environment variable, such as <c>TGWORKER_Redis__Url</c>.</summary>
    public string EnvironmentName => WorkerEnvironment.Prefix + Path.Replace(":", "__", StringComparison.Ordinal);
}
