using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>Counts refused requests, and logs one of each kind in a while: whoever sends many fills no disk.</summary>
internal sealed partial class RefusalLog(IntakeTally tally, TimeProvider time, ILogger<RefusalLog> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    /// <summary>A request was refused.</summary>
    /// <param name="reason">Why: one of a few words, for telemetry.</param>
    /// <param name="bot">The bot that the path names.</param>
    /// <param name="label">How telemetry calls it.</param>
    /// <param name="from">Who sent it.</param>
    public void Note(string reason, string? bot, string label, string from)
    {
        tally.Refused(label, reason);
        var kept = _tallies.GetOrAdd(reason, static _ => new Tally());
        long unsaid;
        lock (kept)
        {
            if (kept.SaidAt is { } said && time.GetElapsedTime(said) < Quiet)
            {
                kept.Unsaid++;
                return;
            }

            (unsaid, kept.Unsaid, kept.SaidAt) = (kept.Unsaid, 0, time.GetTimestamp());
        }

        LogRefused(reason, ShownName.Of(bot ?? ""), from, unsaid);
    }

    private sealed class Tally
    {
        public long? SaidAt { get; set; }

        public long Unsaid { get; set; }
    }

    [LoggerMessage(610, LogLevel.Warning, "Request refused ({Reason}) for bot '{Bot}' from {From}; {Unsaid} similar requests were not logged")]
    private partial void LogRefused(string reason, string bot, string from, long unsaid);
}
