using System.Diagnostics;
using System.Diagnostics.Metrics;
using TgWorker.Core.Telemetry;

namespace TgWorker.Intake.Accepting;

/// <summary>What the intake tells OpenTelemetry, under a meter of its own; docs/intake.md lists what there is.</summary>
internal static class IntakeMetrics
{
    /// <summary>The name of the meter, for <c>AddMeter</c>.</summary>
    public const string MeterName = "TgWorker.Intake";

    private static readonly InstrumentAdvice<double> Durations =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] };

    private static readonly Meter Meter = new(MeterName, WorkerTelemetry.Version);

    public static readonly Counter<long> Accepted =
        Meter.CreateCounter<long>("tgworker.intake.accepted", "{update}", "Updates that the queue has confirmed");

    public static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("tgworker.intake.bytes", "By", "The bytes of those updates, as Telegram sent them");

    public static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("tgworker.intake.refused", "{request}", "Requests to the receiver that were refused");

    public static readonly Counter<long> Odd =
        Meter.CreateCounter<long>("tgworker.intake.odd", "{update}", "Updates that were taken although something is wrong with them");

    public static readonly Histogram<double> PushDuration =
        Meter.CreateHistogram("tgworker.intake.push.duration", "s", "How long the queue took to confirm an update, or a batch",
            advice: Durations);

    public static readonly Gauge<double> LastAccepted =
        Meter.CreateGauge<double>("tgworker.intake.last_accepted", "s", "When a bot's last update was confirmed, in seconds since 1970");

    public static readonly Counter<long> PollErrors =
        Meter.CreateCounter<long>("tgworker.poll.errors", "{request}", "Answers to getUpdates that brought no updates but trouble");

    public static readonly Gauge<long> Polling =
        Meter.CreateGauge<long>("tgworker.poll.bots", "{bot}", "Bots that this process asks for updates");

    /// <summary>Updates of a bot were confirmed.</summary>
    /// <param name="source"><c>receiver</c> or <c>poller</c>.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="updates">How many.</param>
    /// <param name="bytes">How long they were.</param>
    /// <param name="took">How long the queue took.</param>
    /// <param name="now">The time.</param>
    public static void Accept(string source, string bot, int updates, long bytes, TimeSpan took, DateTimeOffset now)
    {
        if (Accepted.Enabled || Bytes.Enabled || PushDuration.Enabled || LastAccepted.Enabled)
        {
            var tags = new TagList { { IntakeTags.Source, source }, { TelemetryTags.Bot, bot } };
            Accepted.Add(updates, tags);
            Bytes.Add(bytes, tags);
            LastAccepted.Record(now.ToUnixTimeMilliseconds() / 1000.0, tags);
            PushDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(IntakeTags.Source, source));
        }
    }
}
