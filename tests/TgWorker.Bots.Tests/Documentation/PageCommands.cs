using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>The commands and the programs that a page tells its reader to run.</summary>
internal static partial class PageCommands
{
    private static readonly string[] Programs =
        ["export", "cp", "dotnet", "out/tgworker", "tgworker", "./test.sh", "deploy/install.sh", "systemctl", "python3", "php"];

    /// <summary>The commands of a page, or of its part under a heading, in their order.</summary>
    public static IReadOnlyList<string> Of(string page, string? heading = null)
    {
        var lines = File.ReadLines(SourceTree.File(page.Split('/')));
        if (heading is not null)
        {
            lines = lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'));
        }

        return [.. lines.Where(line => Indented().IsMatch(line)).Select(line => line.Trim())
            .Where(line => Programs.Contains(line.Split(' ')[0]))];
    }

    /// <summary>The program in a language on a page.</summary>
    public static string ProgramOf(string page, string language) => ProgramsOf(page, language).Single();

    /// <summary>The programs in a language on a page, in their order.</summary>
    public static IReadOnlyList<string> ProgramsOf(string page, string language) =>
    [
        .. Fenced().Matches(File.ReadAllText(SourceTree.File(page.Split('/')))).Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["text"].Value),
    ];

    [GeneratedRegex("^ {4,}\\S")]
    private static partial Regex Indented();

    [GeneratedRegex("^```(?<language>\\w+)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
