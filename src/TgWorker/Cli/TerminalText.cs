using System.Globalization;
using System.Text;

namespace TgWorker.Cli;

/// <summary>Text of others as it may reach a terminal or a log line.</summary>
/// <remarks>
/// An error or a bot's name may come from whoever can post to the webhook: escape sequences in it could rewrite the screen,
/// and bidirectional controls could reorder what is read.
/// </remarks>
internal static class TerminalText
{
    /// <summary>Shows control and format characters, line breaks and lone surrogates as escapes.</summary>
    public static string Escape(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                && CharUnicodeInfo.GetUnicodeCategory(text, i) is not UnicodeCategory.Format)
            {
                escaped.Append(text, i++, 2);
            }
            else if (IsPlain(text[i]))
            {
                escaped.Append(text[i]);
            }
            else
            {
                escaped.Append(Escaped(text[i]));
            }
        }

        return escaped.ToString();
    }

    private static string Escaped(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };

    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
