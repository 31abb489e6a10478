namespace TgWorker.Dashboard.Pages;

/// <summary>A page: for people, as JSON, and live.</summary>
internal interface IPage
{
    /// <summary>Its path, such as <c>/workers</c>.</summary>
    string Path { get; }

    /// <summary>What the menu calls it; null where it does not stand there.</summary>
    string? Menu { get; }

    /// <summary>Makes it.</summary>
    Task<PageView> LoadAsync(PageRequest request, CancellationToken cancellationToken);
}
