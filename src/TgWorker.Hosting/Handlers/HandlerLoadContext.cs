using System.Reflection;
using System.Runtime.Loader;

namespace TgWorker.Hosting.Handlers;

/// <summary>
/// Loads an assembly of handlers with the dependencies beside it (its <c>.deps.json</c> says which), apart from the worker's own: two
/// versions of a package do not meet. Shared are the contracts, so that both mean the same types.
/// </summary>
internal sealed class HandlerLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private static readonly string[] Contracts = ["TgWorker.", "Telegram.Bot", "Microsoft.Extensions.", "Microsoft.AspNetCore."];

    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Contracts.Any(contract => assemblyName.Name!.StartsWith(contract, StringComparison.Ordinal)))
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                // One that the worker does not have.
            }
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
