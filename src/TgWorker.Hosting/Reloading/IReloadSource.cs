using TgWorker.Hosting.Reading;

namespace TgWorker.Hosting.Reloading;

/// <summary>Reads the configuration again.</summary>
internal interface IReloadSource
{
    /// <summary>What it says now.</summary>
    LoadedOptions Read();
}
