using System.Text;

namespace TgWorker.Dashboard.Showing;

/// <summary>
/// The command that does the same as a page or a button, ready for a shell. Where Redis is and how one gets in stays out of it.
/// </summary>
internal static class CommandLine
{
    /// <summary>Such as <c>tgworker failed retry --error 'HTTP 502' --queue a</c>.</summary>
    /// <param name="words">The command's words, which are the program's own.</param>
    /// <param name="options">Options and values; those without a value are left out, <c>""</c> is a switch.</param>
    public static string Of(string words, params IEnumerable<(string Option, string? Value)> options)
    {
        var line = new StringBuilder("tgworker ").Append(words);
        foreach (var (option, value) in options.Where(option => option.Value is not null))
        {
            line.Append(' ').Append(option);
            if (value!.Length > 0)
            {
                // What begins with a dash would be an option of its own.
                line.Append(value[0] == '-' ? '=' : ' ').Append(Word(value));
            }
        }

        return line.ToString();
    }

    /// <summary>A word that a POSIX shell takes as it is.</summary>
    public static string Word(string value) =>
        value.Length > 0 && value.All(
            static letter => char.IsAsciiLetterOrDigit(letter) || "_./:@%+=,-#".Contains(letter, StringComparison.Ordinal))
                && value[0] != '#'
        ? value
        : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
