namespace TgWorker.Dashboard.Markup;

/// <summary>A small line of values over time, drawn on the server. Colours are the style sheet's.</summary>
internal static class Sparkline
{
    private const double Width = 240;
    private const double Height = 40;
    private const double Margin = 2;

    /// <summary>Draws lines over the same time, all to one scale that begins at 0.</summary>
    /// <param name="label">What it shows, for who cannot see it.</param>
    /// <param name="lines">Each line's class, and its values, the oldest first.</param>
    public static Html Of(string label, params IReadOnlyList<(string Class, IReadOnlyList<double> Values)> lines)
    {
        var most = Math.Max(lines.SelectMany(line => line.Values).DefaultIfEmpty(0).Max(), 1);
        return Html.Of($"""<svg class="spark" role="img" aria-label="{label}" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none">{lines.Select(line => Line(line, most))}</svg>""");
    }

    private static Html Line((string Class, IReadOnlyList<double> Values) line, double most)
    {
        if (line.Values.Count < 2)
        {
            return Html.Empty;
        }

        var points = line.Values.Select(
            (value, at) => Html.Of($"{at * Width / (line.Values.Count - 1)},{Height - Margin - (value / most * (Height - (2 * Margin)))} "));
        return Html.Of($"""<polyline class="{line.Class}" points="{points}" fill="none" vector-effect="non-scaling-stroke"/>""");
    }
}
