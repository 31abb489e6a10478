using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sources;

/// <summary>A source of configuration that knows how its keys were written, and how much its word weighs.</summary>
internal interface INamedSource
{
    /// <summary>How much its word weighs.</summary>
    SettingLevel Level { get; }

    /// <summary>A key as the user wrote it.</summary>
    string NameOf(string key);
}
