using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Reloading;

namespace TgWorker.Cli.Commands;

/// <summary>Reads a command's options as at the start: the same files, and the same words about mistakes.</summary>
internal sealed class CommandReload(Func<LoadedOptions> read) : IReloadSource
{
    public LoadedOptions Read() => read();
}
