using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Settings;

/// <summary>One thing that can be configured: its names, what it means, and where its value goes.</summary>
/// <param name="Path">The key in appsettings.json, <c>Section:Name</c>.</param>
/// <param name="Description">For the help: what it means, with its unit.</param>
/// <param name="Apply">Writes the value into the options.</param>
internal sealed record Setting(string Path, string Description, Action<TgWorkerOptions, string> Apply)
{
    /// <summary>What the names of environment variables begin with.</summary>
    public const string Prefix = "TGWORKER_";

    /// <summary>The value in the options; null for a setting that stands for several others.</summary>
    public Func<TgWorkerOptions, object?>? Value { get; init; }

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

    /// <summary>Whether the option may stand several times; the values make one comma list.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether an empty value is a value.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The value in the options as one would write it; null where there is none.</summary>
    public string? TextIn(TgWorkerOptions options) => Value is null ? null : SettingText.Of(Value(options));

    /// <summary>What is wrong with the value in the options, as code may have set it; null when nothing is.</summary>
    public string? ProblemIn(TgWorkerOptions options)
    {
        if (TextIn(options) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            Apply(new TgWorkerOptions(), text);
            return null;
        }
        catch (FormatException e)
        {
            return $"{Shown(text)} {e.Message}";
        }
    }

    /// <summary>A value as it may be shown.</summary>
    public string Shown(string text) => Secrecy switch
    {
        Secrecy.Secret => "***",
        Secrecy.Url => $"'{MaskedUrl.Of(text)}'",
        _ => $"'{text}'",
    };

    /// <summary>The group it belongs to, <c>Redis</c> for <c>Redis:Url</c>.</summary>
    public string Section => Path[..Path.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The environment variable, such as <c>TGWORKER_Redis__Url</c>.</summary>
    public string EnvironmentName => Prefix + Path.Replace(":", "__", StringComparison.Ordinal);
}
