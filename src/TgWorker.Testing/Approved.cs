using System.Runtime.CompilerServices;

namespace TgWorker.Testing;

/// <summary>Compares texts with approved ones, which are files next to the tests.</summary>
public static class Approved
{
    /// <summary>
    /// Compares a text with <c>{name}.approved.txt</c> next to the test's source. If it differs, or if there is no such file yet, the
    /// actual text is written to <c>{name}.received.txt</c>; rename that file to approve it. Line ends do not count.
    /// </summary>
    /// <param name="text">The text, such as <see cref="BotTest.Transcript"/>.</param>
    /// <param name="name">The file's name. Default: the test's own name.</param>
    /// <param name="source">The test's source file; filled in by the compiler.</param>
    /// <exception cref="NotApprovedException">The texts differ; the message shows the first line that does.</exception>
    public static void Check(string text, [CallerMemberName] string name = "", [CallerFilePath] string source = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var path = Path.Combine(Path.GetDirectoryName(source)!, name);
        var approved = File.Exists(path + ".approved.txt") ? Lines(File.ReadAllText(path + ".approved.txt")) : null;
        var received = Lines(text);
        if (approved is not null && received.SequenceEqual(approved))
        {
            File.Delete(path + ".received.txt");
            return;
        }

        File.WriteAllText(path + ".received.txt", string.Join('\n', received) + "\n");
        throw new NotApprovedException(approved is null
            ? $"Nothing is approved yet: look at {path}.received.txt, and rename it to {name}.approved.txt if it is right."
            : $"{Difference(approved, received)} Compare {path}.received.txt with {name}.approved.txt, and rename it to that if "
                + $"it is right.");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Difference(string[] approved, string[] received)
    {
        var at = approved.Zip(received).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {at + 1} was approved as '{Line(approved, at)}' and is '{Line(received, at)}'.";
    }

    private static string Line(string[] lines, int at) => at < lines.Length ? lines[at] : "(none)";
}
