namespace TgWorker.Core.Handling;

/// <summary>The services where there is no host: none.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
