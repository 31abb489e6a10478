using System.Text;

namespace TgWorker.Redis.Diagnosing;

/// <summary>
/// A name as one word of a shell's command line. Names of keys, lanes and queues are what strangers wrote, and advice is there to be
/// pasted: nothing in a name may end the word, or run.
/// </summary>
internal static class ShellWord
{
    /// <summary>The word, quoted where it must be; control characters as escapes of <c>$'…'</c>.</summary>
    public static string Of(string name)
    {
        if (name.Length > 0 && name.All(
            character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/' or '+' or '@'))
        {
            return name;
        }

        if (!name.Any(char.IsControl))
        {
            return "'" + name.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
        }

        var word = new StringBuilder("$'");
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            word.Append(value is >= (byte)' ' and <= (byte)'~' and not ((byte)'\'' or (byte)'\\') ? ((char)value).ToString()
                : $"\\x{value:x2}");
        }

        return word.Append('\'').ToString();
    }
}
