namespace TgWorker.Dashboard.Markup;

/// <summary>What happened one after the other in several rows: a column for each mark, drawn on the server.</summary>
internal static class Timeline
{
    private const double Column = 24;
    private const double Row = 26;
    private const double Left = 150;
    private const int LongestName = 22;

    /// <summary>Draws it.</summary>
    /// <param name="label">What it shows, for who cannot see it.</param>
    /// <param name="rows">The names of the rows.</param>
    /// <param name="marks">The marks, the first one left.</param>
    public static Html Of(string label, IReadOnlyList<string> rows, IReadOnlyList<TimelineMark> marks)
    {
        var (width, height) = (Left + (marks.Count * Column) + 8, rows.Count * Row);
        return Html.Of($"""
            <div class="scroll"><svg class="lanes" role="img" aria-label="{label}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            {rows.Select((name, row) => Html.Of($"""<line x1="{Left}" y1="{Middle(row)}" x2="{width}" y2="{Middle(row)}"/><text x="6" y="{Middle(row) + 4}">{(name.Length > LongestName ? name[..LongestName] : name)}</text>"""))}
            {marks.Select(Mark)}{marks.Skip(1).Select((mark, at) => Way(marks[at], mark, at))}</svg></div>
            """);
    }

    private static Html Mark(TimelineMark mark, int at) => Html.Of($"""
        <g><title>{mark.Words}</title><rect class="{mark.Kind}" x="{X(at)}" y="{Middle(mark.Row) - 8}" width="16" height="16" rx="3"/>{Html.If(mark.IsTakeOver, () => Html.Of($"""<line class="taken-over" x1="{X(at) - 4}" y1="0" x2="{X(at) - 4}" y2="{Middle(mark.Row) + 12}"/>"""))}</g>
        """);

    // From row to row, so that the eye follows.
    private static Html Way(TimelineMark from, TimelineMark to, int at) => Html.If(from.Row != to.Row, () => Html.Of(
        $"""<line class="way" x1="{X(at) + 16}" y1="{Middle(from.Row)}" x2="{X(at + 1)}" y2="{Middle(to.Row)}"/>"""));

    private static double X(int at) => Left + (at * Column) + 4;

    private static double Middle(int row) => (row * Row) + (Row / 2);
}
