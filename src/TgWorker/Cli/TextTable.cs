namespace TgWorker.Cli;

/// <summary>
/// Rows in columns, written a page at a time. A column is as wide as its widest cell on the page; the last one takes what the terminal
/// has left, and goes on below itself. Text of others is escaped, and cut where it would push the rest off the screen.
/// </summary>
/// <param name="titles">The columns' titles.</param>
/// <param name="output">Where the table is written.</param>
/// <param name="width">The columns of the terminal; null where nothing limits a line.</param>
internal sealed class TextTable(string[] titles, TextWriter output, int? width)
{
    private const int Gap = 1;
    private const int Widest = 40;
    private const int LeastForLast = 16;

    // Ids are for copying: those that the worker makes are never cut.
    private const int WidestFirst = 72;

    private bool _begun;

    /// <summary>Writes rows; the titles before the first.</summary>
    /// <param name="rows">Per row the cells of all columns but the last, and the paragraphs of the last.</param>
    public void Write(IReadOnlyList<(string[] Cells, string[] Last)> rows)
    {
        var cells = rows.Select(row => row.Cells.Select(Shown).ToArray()).ToList();
        var widths = titles[..^1]
            .Select((title, column) => cells.Select(row => TextWidth.Of(row[column])).Append(title.Length).Max()).ToArray();
        int? left = width is { } columns ? Math.Max(columns - widths.Sum(its => its + Gap), LeastForLast) : null;
        if (!_begun)
        {
            _begun = true;
            WriteLine(titles[..^1], widths, titles[^1]);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var lines = rows[i].Last.SelectMany(paragraph => WordWrap.Fit(TerminalText.Escape(paragraph), left)).ToList();
            for (var line = 0; line < Math.Max(lines.Count, 1); line++)
            {
                WriteLine(line == 0 ? cells[i] : [], widths, line < lines.Count ? lines[line] : "");
            }
        }
    }

    private static string Shown(string cell, int column) =>
        TextWidth.Cut(TerminalText.Escape(cell), column == 0 ? WidestFirst : Widest);

    private void WriteLine(string[] cells, int[] widths, string last)
    {
        for (var column = 0; column < widths.Length; column++)
        {
            output.Write(TextWidth.Pad(column < cells.Length ? cells[column] : "", widths[column] + Gap));
        }

        output.WriteLine(last);
    }
}
