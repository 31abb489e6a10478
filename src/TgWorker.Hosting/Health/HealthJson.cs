using System.Text.Json;
using TgWorker.Core.Health;
using TgWorker.Core.Telemetry;

namespace TgWorker.Hosting.Health;

/// <summary>A worker's health as JSON, on one line.</summary>
internal static class HealthJson
{
    public static byte[] Write(bool isGood, WorkerHealth health) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        status = isGood ? "ok" : "failed",
        reasons = health.Reasons,
        version = WorkerTelemetry.Version,
        queues = health.Queues.Select(queue => new
        {
            name = queue.Name,
            lease = queue.HasLease,
            renewedSecondsAgo = queue.SinceRenewal is { } since ? Math.Round(since.TotalSeconds, 3) : (double?)null,
            running = queue.Running,
            paused = queue.Paused,
            hanging = queue.Hanging,
            hangingRuns = queue.HangingRuns.Select(
                run => new { lane = run.Lane, updateId = run.UpdateId, attempt = run.Attempt,
                    seconds = Math.Round(run.Runs.TotalSeconds, 3) }),
        }),
    });
}
