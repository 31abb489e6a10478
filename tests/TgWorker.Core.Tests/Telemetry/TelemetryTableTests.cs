using System.Diagnostics.Metrics;
using System.Reflection;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>docs/telemetry.md and the code say the same.</summary>
public sealed class TelemetryTableTests
{
    [Fact]
    public void Metrics_InThePage_AreThoseTheCodeRegisters()
    {
        var registered = new List<(string Name, string Kind, string? Unit)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == WorkerTelemetry.Name)
                {
                    registered.Add((instrument.Name, Kind(instrument), instrument.Unit));
                }
            },
        };
        _ = WorkerMetrics.WantsQueue;
        listener.Start();

        Assert.Equal(registered.Order(),
            TelemetryPage.Table.Where(row => row.Kind != "span").Select(row => (row.Name, row.Kind, (string?)row.Unit)).Order());
    }

    [Fact]
    public async Task Attributes_InThePage_AreThoseOfARealRun()
    {
        using var work = new ObservedWork();
        await work.RunAsync();

        var metrics = work.Recorded.Measurements.GroupBy(one => one.Metric, one => one.Tags.Keys);
        var spans = work.Recorded.Spans.GroupBy(
            span => span.DisplayName.Replace(work.Queue, "{queue}", StringComparison.Ordinal), span =>
                span.TagObjects.Select(tag => tag.Key));
        var seen = metrics.Concat(spans).ToDictionary(group => group.Key, group => Joined(group.SelectMany(keys => keys).Distinct()));

        // Not every run parks an update.
        seen.TryAdd("park {queue}", seen["fail {queue}"]);
        Assert.Equal(
            seen.Select(pair => $"{pair.Key}: {pair.Value}").Order(),
            TelemetryPage.Table.Select(row => $"{row.Name}: {Joined(row.Attributes)}").Order());
    }

    [Fact]
    public void EveryAttribute_IsExplained() => Assert.All(
        typeof(TelemetryTags).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
        attribute => Assert.Contains($"\n| `{attribute}` | ", TelemetryPage.Text, StringComparison.Ordinal));

    private static string Joined(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "UpDownCounter" => "up-down counter",
        var name => name.ToLowerInvariant(),
    };
}
