using Microsoft.AspNetCore.Builder;

namespace TgWorker.Hosting.Health;

/// <summary>Something else that the health port answers.</summary>
internal interface IHealthPage
{
    /// <summary>Its path, such as <c>/metrics</c>.</summary>
    string Path { get; }

    /// <summary>Adds it.</summary>
    void Map(WebApplication application);
}
