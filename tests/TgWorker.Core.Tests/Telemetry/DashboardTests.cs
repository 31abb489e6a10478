using System.Text.Json;
using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>The dashboard and the alerts use names that there are, as Prometheus translates them.</summary>
public sealed partial class DashboardTests
{
    [Theory]
    [InlineData("grafana/tgworker.json")]
    [InlineData("prometheus/tgworker.rules.yml")]
    public void File_UsesOnlyNamesThatThereAre(string file)
    {
        var used = NamePattern().Matches(File.ReadAllText(SourceTree.File("deploy", file))).Select(match => match.Value).Distinct()
            .ToArray();

        Assert.True(used.Length > 5);
        Assert.Empty(used.Except(TelemetryPage.Metrics.SelectMany(Translated)).Except(TelemetryPage.Attributes.Select(Underscored)));
    }

    [Fact]
    public void Dashboard_ShowsEveryMetric()
    {
        var text = File.ReadAllText(SourceTree.File("deploy", "grafana", "tgworker.json"));
        using var dashboard = JsonDocument.Parse(text);

        Assert.Empty(TelemetryPage.Metrics
            .Where(row => row.Name != "messaging.client.consumed.messages"
                && !Translated(row).Any(name => text.Contains(name, StringComparison.Ordinal)))
            .Select(row => row.Name));
    }

    // https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#otlp-metric-points-to-prometheus
    private static IEnumerable<string> Translated(TelemetryPage.Row row)
    {
        var name = Underscored(row.Name) + (row.Unit == "s" ? "_seconds" : "");
        return row.Kind switch
        {
            "counter" => [name + "_total"],
            "histogram" => [name + "_bucket", name + "_count", name + "_sum"],
            _ => [name],
        };
    }

    private static string Underscored(string name) => name.Replace('.', '_');

    [GeneratedRegex("(?:tgworker|messaging|error)(?:_[a-z]+)+")]
    private static partial Regex NamePattern();
}
