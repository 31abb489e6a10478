using System.Diagnostics.Metrics;
using TgWorker.Core.Sending;
using TgWorker.Core.Telemetry;

namespace TgWorker.Bots.Sending;

/// <summary>What goes to Telegram, counted by class.</summary>
internal static class OutgoingMetrics
{
    private const string Tag = "tgworker.outgoing.class";

    private static readonly Meter Meter = new(WorkerTelemetry.Name, WorkerTelemetry.Version);

    private static readonly Counter<long> Calls =
        Meter.CreateCounter<long>("tgworker.outgoing.calls", "{call}", "Calls that Telegram limits, made by this worker");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("tgworker.outgoing.refused", "{call}", "Calls that Telegram refused because of too many (429)");

    private static readonly Counter<double> Waits =
        Meter.CreateCounter<double>("tgworker.outgoing.waited", "s", "How long calls waited in their handlers, for their turn or after a 429");

    private static readonly Counter<long> Parks =
        Meter.CreateCounter<long>("tgworker.outgoing.parked", "{call}", "Calls whose turn was too far away: their updates wait without a slot");

    private static readonly Counter<double> Stars =
        Meter.CreateCounter<double>("tgworker.outgoing.stars", "{star}", "Stars that paid messages have cost at most");

    /// <summary>A call is made.</summary>
    public static void Called(SendClass kind) => Calls.Add(1, Of(kind));

    /// <summary>A call was refused.</summary>
    public static void Refused(SendClass kind) => Refusals.Add(1, Of(kind));

    /// <summary>A call has waited.</summary>
    public static void Waited(SendClass kind, TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Waits.Add(time.TotalSeconds, Of(kind));
        }
    }

    /// <summary>A call was not made, as it would have had to wait for too long.</summary>
    public static void Parked(SendClass kind) => Parks.Add(1, Of(kind));

    /// <summary>
    /// Messages were delivered that may be paid for. Telegram does not tell which ones it took Stars for: those within its free rate cost
    /// nothing.
    /// </summary>
    public static void Paid(SendClass kind, int messages) => Stars.Add((double)(messages * LimitedCall.MostStars), Of(kind));

    private static KeyValuePair<string, object?> Of(SendClass kind) => new(Tag, kind switch
    {
        SendClass.Answer => "answer",
        SendClass.Notify => "notify",
        _ => "broadcast",
    });
}
