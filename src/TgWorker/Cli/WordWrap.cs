namespace TgWorker.Cli;

/// <summary>Breaks text into lines between words.</summary>
internal static class WordWrap
{
    /// <summary>
    /// Lines of at most <paramref name="width"/> columns, a longer word in pieces; the text as it is where that is null.
    /// </summary>
    public static IEnumerable<string> Fit(string text, int? width) =>
        width is { } columns ? Lines(text, columns).SelectMany(line => TextWidth.Pieces(line, columns)) : [text];

    /// <summary>Lines of at most <paramref name="width"/> columns, but for words that are longer; at least one line.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && TextWidth.Of(line) + 1 + TextWidth.Of(word) > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }
}
