using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Sources;

/// <summary>
/// A <c>.env</c> file as tgook (godotenv) and Laravel (vlucas/phpdotenv) read it: comments, <c>export</c>, quotes, values over
/// several lines, <c>${OTHER}</c>.
/// </summary>
/// <remarks>
/// Where the two differ, the reading that keeps what is written wins: <c>pa#ss</c> and <c>My App</c> need no quotes (phpdotenv
/// cuts the one and refuses the other), and a <c>$</c> without braces is a dollar (godotenv takes it for a variable).
/// </remarks>
internal static class EnvFile
{
    /// <summary>Reads the file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="outer">Looks up a variable of the process, which wins over the file's within <c>${…}</c>.</param>
    /// <exception cref="FormatException">A line cannot be read; the message has its number, never its content.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text, Func<string, string?> outer)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var cursor = new EnvFileCursor(text.TrimStart('\uFEFF'));
        while (cursor.NextEntry() is { } name)
        {
            values[name] = cursor.ReadValue(variable => outer(variable) ?? values.GetValueOrDefault(variable));
        }

        return values;
    }

    /// <summary>Opens a file as a source of configuration; null when it cannot be read, which then is among the problems.</summary>
    /// <param name="name">How the user said which file, for messages.</param>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="directory">Where a relative path begins.</param>
    /// <param name="outer">Looks up a variable of the process.</param>
    /// <param name="problems">Takes down what is wrong.</param>
    public static VariablesSource? Open(
        string name, string path, string directory, Func<string, string?> outer, List<ConfigurationProblem> problems)
    {
        try
        {
            return new VariablesSource(Read(File.ReadAllText(Path.Combine(directory, path)), outer), Path.GetFileName(path));
        }
        catch (FormatException e)
        {
            problems.Add(new ConfigurationProblem($"{name} {Path.GetFileName(path)}", e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(new ConfigurationProblem(name, $"'{path}': {ReadFault.Of(e)}"));
        }

        return null;
    }
}
