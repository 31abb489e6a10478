using System.Globalization;
using System.Text;

namespace TgWorker.Core.Text;

/// <summary>Text of others as it may reach a log line, a terminal, a failed job or a trace.</summary>
/// <remarks>
/// An error or a bot's name may come from whoever can post to the webhook: a line break in it could forge a log line, escape
/// sequences could rewrite a screen, and bidirectional controls could reorder what is read.
/// </remarks>
internal static class SafeText
{
    /// <summary>How many characters of one text are shown. 1,024.</summary>
    public const int Longest = 1024;

    private const char Cut = '…';

    /// <summary>
    /// Shows control and format characters, line breaks and lone surrogates as escapes, and cuts what is longer than
    /// <paramref name="most"/>.
    /// </summary>
    /// <param name="text">The text; null is shown as nothing.</param>
    /// <param name="most">The most characters of the result, the mark of the cut included; at least one.</param>
    public static string Of(string? text, int most = Longest)
    {
        if (text is null || (text.Length <= most && text.All(IsPlain)))
        {
            return text ?? "";
        }

        var safe = new StringBuilder(Math.Min(text.Length + 16, most));
        for (var i = 0; i < text.Length;)
        {
            var (shown, length) = Next(text, i);
            var isLast = i + length == text.Length;
            if (safe.Length + shown.Length + (isLast ? 0 : 1) > most)
            {
                return safe.Append(Cut).ToString();
            }

            safe.Append(shown);
            i += length;
        }

        return safe.ToString();
    }

    /// <summary>The same, uncut.</summary>
    public static string Escape(string text) => Of(text, int.MaxValue);

    /// <summary>Whether a character stands for itself wherever it is shown.</summary>
    public static bool IsPlain(char c) => c is >= ' ' and <= '~' || char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static (string Shown, int Length) Next(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            && CharUnicodeInfo.GetUnicodeCategory(text, at) is not UnicodeCategory.Format)
        {
            return (text.Substring(at, 2), 2);
        }

        return (IsPlain(c) ? c.ToString() : Escaped(c), 1);
    }

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
