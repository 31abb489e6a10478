using System.Text.Json;
using System.Text.Unicode;
using TgWorker.Cli;
using TgWorker.Core.FailedJobs;

namespace TgWorker.FailedJobs;

/// <summary>A failed job as JSON for programs.</summary>
internal static class FailedJobJson
{
    /// <summary>The job as one line.</summary>
    public static string Write(FailedJob job) => JsonText.Of(json => Write(json, job));

    private static void Write(Utf8JsonWriter json, FailedJob job)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Id);
        json.WriteString("queue", job.Queue);
        json.WriteString("bot", job.Bot);
        if (ChatOfLane.Number(job.Lane) is { } chat)
        {
            json.WriteNumber("chat", chat);
        }
        else
        {
            json.WriteString("chat", ChatOfLane.Text(job.Lane));
        }

        if (job.UpdateId is { } updateId)
        {
            json.WriteNumber("update_id", updateId);
        }
        else
        {
            json.WriteNull("update_id");
        }

        json.WriteString("failed_at", job.FailedAt.UtcDateTime);
        json.WriteNumber("attempts", job.Attempts);
        json.WriteString("error", job.Error);
        if (job.Detail is { } detail)
        {
            json.WriteString("detail", detail);
        }

        json.WriteString("lane", job.Lane);
        json.WriteString("worker", job.Worker);
        if (job.UnreadBytes is { } bytes)
        {
            json.WriteNumber("unread_bytes", bytes);
        }
        else if (Utf8.IsValid(job.Payload.Span))
        {
            json.WriteString("payload", job.Payload.Span);
        }
        else
        {
            json.WriteBase64String("payload_base64", job.Payload.Span);
        }

        json.WriteEndObject();
    }
}
