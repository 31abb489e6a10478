using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Pages.Kinds;

/// <summary>The spans of time that a page can show, as links.</summary>
internal static class SpanLinks
{
    /// <summary>The links.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="path">The page.</param>
    /// <param name="shown">The span that is shown.</param>
    /// <param name="keep">What else the address says.</param>
    public static Html Of(PageRequest request, string path, HistorySpan shown, params IEnumerable<(string Name, string? Value)> keep) =>
        Html.Of($"""<p class="spans">{HistorySpan.All.Select(span => Link(span, span == shown, request.Link(path, [.. keep, ("span", span.Name)])))}</p>""");

    private static Html Link(HistorySpan span, bool isShown, PageLink link) => isShown
        ? Html.Of($"""<a href="{link}" aria-current="true">{span.Words}</a> """)
        : Html.Of($"""<a href="{link}">{span.Words}</a> """);
}
