namespace TgWorker.Dashboard.Markup;

/// <summary>Counts over time as bars, a part of each in another colour, drawn on the server.</summary>
internal static class Bars
{
    private const double Height = 60;
    private const double Step = 10;
    private const double Wide = 8;

    /// <summary>Draws them.</summary>
    /// <param name="label">What they show, for who cannot see it.</param>
    /// <param name="bars">Each one's count, and how much of it is marked.</param>
    /// <param name="about">What one says when it is pointed at, and where it leads; null leads nowhere.</param>
    public static Html Of(string label, IReadOnlyList<(long Count, long Marked)> bars, Func<int, (string Words, PageLink? Link)> about)
    {
        var most = (double)Math.Max(bars.Select(bar => bar.Count).DefaultIfEmpty(0).Max(), 1);
        var role = bars.Count > 0 && about(0).Link is not null ? "group" : "img";
        return Html.Of($"""<svg class="bars" role="{role}" aria-label="{label}" viewBox="0 0 {bars.Count * Step} {Height}" preserveAspectRatio="none">{bars.Select((bar, at) => Bar(bar, at, most, about(at)))}</svg>""");
    }

    private static Html Bar((long Count, long Marked) bar, int at, double most, (string Words, PageLink? Link) about)
    {
        var (all, marked) = (bar.Count / most * Height, bar.Marked / most * Height);
        var drawn = Html.Of($"""<title>{about.Words}</title><rect class="ground" x="{at * Step}" y="0" width="{Step}" height="{Height}"/><rect class="arrived" x="{at * Step}" y="{Height - all}" width="{Wide}" height="{all}"/><rect class="errors" x="{at * Step}" y="{Height - marked}" width="{Wide}" height="{marked}"/>""");
        return about.Link is { } link ? Html.Of($"""<a href="{link}" aria-label="{about.Words}">{drawn}</a>""") : Html.Of($"<g>{drawn}</g>");
    }
}
