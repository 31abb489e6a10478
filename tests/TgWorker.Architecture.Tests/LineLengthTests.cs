using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

/// <summary>
/// Code can be read beside other code: its lines have 140 columns at most. Raw strings keep the lines of what they hold, as do the
/// dashboard's pages; a text that is long by itself may stick out.
/// </summary>
public sealed partial class LineLengthTests
{
    private const int Most = 140;
    private const int LongText = 60;
    private const string RawQuotes = "\"\"\"";

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    [InlineData("samples")]
    public void Lines_OfCode_FitIntoTheColumns(string folder)
    {
        var tooLong = Directory.EnumerateFiles(SourceTree.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/TgWorker.Dashboard/Pages/", StringComparison.Ordinal))
            .SelectMany(file => TooLong(File.ReadAllLines(file)).Select(line => $"{Path.GetRelativePath(SourceTree.Root, file)}:{line}"));

        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("{0}", "1")]
    [InlineData("var text = \"\"\"\n{0}\n\"\"\";\n{0}", "4")]
    [InlineData("var text = \"\"\"{0}\"\"\";", "")]
    [InlineData("Call(\"{0}\")", "")]
    [InlineData("Call(\"short\", {0})", "1")]
    [InlineData("short", "")]
    public void TooLong_OutsideOfRawStrings_IsFound(string code, string lines) =>
        Assert.Equal(lines, string.Join(' ', TooLong(string.Format(null, code, new string('x', Most + 1)).Split('\n'))));

    private static IEnumerable<int> TooLong(string[] lines)
    {
        var isRaw = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var quotes = lines[i].Split(RawQuotes).Length - 1;
            if (lines[i].Length > Most && !isRaw && quotes == 0 && !Text().Matches(lines[i]).Any(text => text.Length >= LongText))
            {
                yield return i + 1;
            }

            isRaw ^= quotes % 2 == 1;
        }
    }

    [GeneratedRegex("""
        "(?:\\.|[^"\\])*"
        """)]
    private static partial Regex Text();
}
