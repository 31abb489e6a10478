using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Pages;

/// <summary>Something that a page's button does: a POST to <see cref="Path"/>.</summary>
internal interface IPageAction
{
    /// <summary>Such as <c>/failed/retry</c>.</summary>
    string Path { get; }

    /// <summary>The role that it needs.</summary>
    DashboardRole Needed { get; }

    /// <summary>Does it.</summary>
    Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken);
}
