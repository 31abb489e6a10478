using System.Text.Json;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands;

/// <summary>The state of queues for programs. Times are seconds.</summary>
internal static class QueueStatusJson
{
    /// <summary>A list with an object for each queue, on one line.</summary>
    public static string Write(IReadOnlyList<QueueStatus> statuses) => JsonText.ListOf(statuses, Write);

    private static void Write(Utf8JsonWriter json, QueueStatus status)
    {
        json.WriteStartObject();
        json.WriteString("queue", status.Queue);
        json.WriteBoolean("paused", status.Paused);
        json.WriteNumber("pending", status.Pending);
        json.WriteNumber("delayed", status.Delayed);
        json.WriteNumber("in_lanes", status.InLanes);
        json.WriteNumber("lanes", status.Lanes);
        json.WriteNumber("held", status.Held);
        json.WriteNumber("ready", status.Ready);
        json.WriteNumber("ready_now", status.ReadyNow);
        json.WriteNumber("stopped", status.Stopped);
        json.WriteNumber("paused_lanes", status.PausedLanes);
        json.WriteStartArray("paused_bots");
        foreach (var bot in status.PausedBots)
        {
            json.WriteStartObject();
            json.WriteString("bot", bot.Bot);
            json.WriteString("since", bot.Since.UtcDateTime);
            json.WriteNumber("lanes", bot.Lanes);
            json.WriteBoolean("ended", bot.HasEnded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("failed", status.Failed);
        json.WriteNumber("failed_last_hour", status.FailedLastHour);
        WriteOrNull(json, "oldest_pushed_at", status.OldestPushedAt?.UtcDateTime, json.WriteString);
        WriteOrNull(json, "oldest_wait", Seconds(status.OldestWait), json.WriteNumber);
        WriteOrNull(json, "longest_wait", Seconds(status.LongestWait), json.WriteNumber);
        json.WriteNumber("finished_per_second", Math.Round(status.Workers.Sum(worker => worker.Replica?.FinishedPerSecond ?? 0), 2));
        json.WriteStartArray("hottest");
        foreach (var lane in status.Hottest)
        {
            json.WriteStartObject();
            json.WriteString("lane", lane.Lane);
            json.WriteNumber("jobs", lane.Jobs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("workers");
        foreach (var worker in status.Workers)
        {
            Write(json, worker);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WorkerStatus worker)
    {
        json.WriteStartObject();
        json.WriteString("incarnation", worker.Incarnation);
        json.WriteNumber("lanes", worker.Lanes);
        json.WriteNumber("lease_left", Math.Round(worker.LeaseLeft.TotalSeconds, 3));
        WriteOrNull(json, "since_beat", Seconds(worker.SinceBeat), json.WriteNumber);
        if (worker.Replica is { } replica)
        {
            json.WriteString("host", replica.Host);
            json.WriteNumber("pid", replica.ProcessId);
            json.WriteString("version", replica.Version);
            json.WriteString("started_at", replica.StartedAt.UtcDateTime);
            json.WriteNumber("running", replica.Load.Running);
            json.WriteNumber("slots", replica.Load.Slots);
            json.WriteNumber("finished", replica.Load.Finished);
            json.WriteNumber("failed", replica.Load.Failed);
            json.WriteNumber("finished_per_second", replica.FinishedPerSecond);
        }

        json.WriteEndObject();
    }

    private static double? Seconds(TimeSpan? time) => time is { } value ? Math.Round(value.TotalSeconds, 3) : null;

    private static void WriteOrNull<T>(Utf8JsonWriter json, string name, T? value, Action<string, T> write)
        where T : struct
    {
        if (value is { } known)
        {
            write(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
