namespace TgWorker.Core.Text;

/// <summary>Tells a stack trace as .NET writes it from text that was made to look like more.</summary>
internal static class StackText
{
    private const int Longest = 16 * 1024;

    // How the lines of an exception begin that do not come from its message.
    private static readonly string[] Beginnings = ["   at ", "   --- ", " ---> ", "--- End of "];

    /// <summary>Whether every line but the first is one of a stack trace, and all characters stand for themselves.</summary>
    public static bool IsHarmless(string text)
    {
        if (text.Length > Longest)
        {
            return false;
        }

        var rest = text.AsSpan();
        for (var isFirst = true; ; isFirst = false)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            // A carriage return anywhere else lets what follows overwrite the line.
            line = end > 0 && line[^1] == '\r' ? line[..^1] : line;
            if (!(isFirst || IsOfAStack(line)) || !IsPlain(line))
            {
                return false;
            }

            if (end < 0)
            {
                return true;
            }

            rest = rest[(end + 1)..];
        }
    }

    private static bool IsOfAStack(ReadOnlySpan<char> line)
    {
        foreach (var beginning in Beginnings)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return line.IsEmpty;
    }

    private static bool IsPlain(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            // Every emoji is two surrogates: a pair is plain when SafeText leaves it as it is.
            if (char.IsHighSurrogate(line[i]) && i + 1 < line.Length)
            {
                if (SafeText.Of(line.Slice(i, 2).ToString()).Length > 2)
                {
                    return false;
                }

                i++;
            }
            else if (!SafeText.IsPlain(line[i]))
            {
                return false;
            }
        }

        return true;
    }
}
