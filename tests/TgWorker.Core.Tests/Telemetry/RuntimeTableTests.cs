using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>docs/telemetry.md names every metric of .NET's own that goes out beside the worker's.</summary>
public sealed partial class RuntimeTableTests
{
    // Made by an HttpClient's handler when it is first used.
    private static readonly string[] Ours = ["System.Runtime", "System.Net.Http"];

    [Fact]
    public async Task Metrics_OfTheRuntime_AreThoseInThePage()
    {
        var published = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (Ours.Contains(instrument.Meter.Name))
                {
                    published[instrument.Name] = instrument.Unit ?? "";
                }
            },
        };
        listener.Start();
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://127.0.0.1:1/")));

        var section = TelemetryPage.Text[
            TelemetryPage.Text.IndexOf(
                "### .NET\n", StringComparison.Ordinal)..TelemetryPage.Text.IndexOf("## Attributes", StringComparison.Ordinal)];
        var documented = Row().Matches(section).Select(match => $"{match.Groups["name"].Value} {match.Groups["unit"].Value}".TrimEnd());
        Assert.Equal(published.Select(pair => $"{pair.Key} {pair.Value}".TrimEnd()).Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<name>(?:dotnet|http)\.[^`]+)` \| (?<unit>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
