using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>docs/telemetry.md, read.</summary>
internal static partial class TelemetryPage
{
    public static string Text { get; } = File.ReadAllText(SourceTree.File("docs", "telemetry.md"));

    public static IReadOnlyList<Row> Table { get; } =
    [
        .. RowPattern().Matches(Text).Select(match => new Row(
            match.Groups["name"].Value,
            match.Groups["kind"].Value,
            match.Groups["unit"].Value,
            [.. NamePattern().Matches(match.Groups["attributes"].Value).Select(name => name.Groups[1].Value)
                .Order(StringComparer.Ordinal)])),
    ];

    public static IEnumerable<Row> Metrics => Table.Where(row => row.Kind != "span");

    public static IEnumerable<string> Attributes => Table.SelectMany(row => row.Attributes).Append("error.type").Distinct();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| (?<kind>span|counter|up-down counter|histogram|gauge) \| (?<unit>[^|]*?) ?\| (?<attributes>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex NamePattern();

    internal sealed record Row(string Name, string Kind, string Unit, IReadOnlyList<string> Attributes);
}
