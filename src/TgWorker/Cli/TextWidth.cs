using System.Globalization;
using Spectre.Console.Rendering;

namespace TgWorker.Cli;

/// <summary>How many columns of a terminal a text takes: an emoji two, a combining mark none.</summary>
internal static class TextWidth
{
    public static int Of(string text) => Ascii(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>The text, followed by as many blanks as fill the columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    /// <summary>The text when it fits; else as much of it as fits with "…" behind it.</summary>
    public static string Cut(string text, int columns) => Of(text) <= columns ? text : Pieces(text, columns - 1).First() + "…";

    /// <summary>The text in pieces of at most so many columns; what a reader sees as one character stays whole.</summary>
    public static IEnumerable<string> Pieces(string text, int columns)
    {
        var (start, taken) = (0, 0);
        var characters = StringInfo.GetTextElementEnumerator(text);
        while (characters.MoveNext())
        {
            var width = Of(characters.GetTextElement());
            if (taken > 0 && taken + width > columns)
            {
                yield return text[start..characters.ElementIndex];
                (start, taken) = (characters.ElementIndex, 0);
            }

            taken += width;
        }

        yield return text[start..];
    }

    private static bool Ascii(string text) => text.All(char.IsAscii);
}
