using System.Globalization;
using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Redis.Tests.Model;

/// <summary>The sequences that docs/mutants.md names: where to look first for what is wrong with a mutant.</summary>
internal static partial class KnownSequences
{
    private static readonly Lazy<Dictionary<(string Script, string Guard), int>> Rows = new(() =>
        Row().Matches(File.ReadAllText(SourceTree.File("docs", "mutants.md"))).ToDictionary(
            row => (row.Groups["script"].Value, row.Groups["guard"].Value),
            row => int.Parse(row.Groups["sequence"].Value, CultureInfo.InvariantCulture)));

    /// <summary>The sequence that noticed a mutant when the page was written; null when the page names none.</summary>
    public static int? Of(string script, string guard) => Rows.Value.TryGetValue((script, guard), out var sequence) ? sequence : null;

    [GeneratedRegex(@"^\| (?<script>\w+)\.lua \| (?<guard>.+?) \| sequence (?<sequence>\d+):", RegexOptions.Multiline)]
    private static partial Regex Row();
}
