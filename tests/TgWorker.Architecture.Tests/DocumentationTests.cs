using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(Directory.EnumerateFiles(SourceTree.File("docs"), "*.md"))
            .Select(page => Path.GetRelativePath(SourceTree.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_LeadSomewhere(string page)
    {
        var text = File.ReadAllText(SourceTree.File(page));
        var folder = Path.GetDirectoryName(SourceTree.File(page))!;
        var broken = Link().Matches(text).Select(link => link.Groups["to"].Value).Where(to => !Exists(folder, to));

        Assert.Empty(broken);
    }

    private static bool Exists(string folder, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return true;
        }

        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? null : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return path is null || (File.Exists(path) || Directory.Exists(path))
            && (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal) || HasHeading(path, parts[1]));
    }

    private static bool HasHeading(string path, string anchor) =>
        File.ReadLines(path).Where(line => line.StartsWith('#')).Select(line => Anchor(line.TrimStart('#').Trim())).Contains(anchor);

    private static string Anchor(string heading) =>
        Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
