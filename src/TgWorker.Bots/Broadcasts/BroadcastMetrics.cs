using System.Diagnostics;
using System.Diagnostics.Metrics;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Telemetry;

namespace TgWorker.Bots.Broadcasts;

/// <summary>What is measured of broadcasts.</summary>
internal static class BroadcastMetrics
{
    private static readonly Meter Meter = new(WorkerTelemetry.Name, WorkerTelemetry.Version);

    private static readonly Counter<long> Messages =
        Meter.CreateCounter<long>("tgworker.broadcast.messages", "{message}", "Recipients of broadcasts by what became of them");

    private static readonly Gauge<long> Left =
        Meter.CreateGauge<long>("tgworker.broadcast.left", "{message}", "Recipients of broadcasts under way who were not served yet");

    /// <summary>Counts a recipient.</summary>
    public static void Count(string bot, BroadcastResult result)
    {
        if (Messages.Enabled)
        {
            Messages.Add(1, new TagList { { "tgworker.bot", bot }, { "tgworker.result", result.ToString().ToLowerInvariant() } });
        }
    }

    /// <summary>Tells how many are left.</summary>
    public static void Measure(string queue, IEnumerable<StoredBroadcast> sending)
    {
        if (Left.Enabled)
        {
            Left.Record(sending.Sum(broadcast => broadcast.Left), new TagList { { TelemetryTags.Queue, queue } });
        }
    }
}
