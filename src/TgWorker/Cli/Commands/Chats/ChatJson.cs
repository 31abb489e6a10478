using System.Text.Json;
using System.Text.Unicode;
using TgWorker.Core.Lanes;
using TgWorker.Core.Updates;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>One chat as JSON for programs.</summary>
internal static class ChatJson
{
    public static void Write(Utf8JsonWriter json, ChatView view, bool raw)
    {
        var look = view.Look;
        json.WriteStartObject();
        json.WriteString("queue", view.Queue);
        json.WriteString("lane", look.Lane);
        json.WriteNumber("jobs", look.Jobs);
        json.WriteStartArray("blocks");
        foreach (var block in look.Blocks)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(block.Kind.ToString()));
            json.WriteString("text", block.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteHolder(json, look.Holder);
        WriteSeconds(json, "due_in", look.DueIn);
        WriteSeconds(json, "ready_for", look.ReadyFor);
        json.WriteNumber("lapses", look.Lapses);
        json.WriteNumber("failures", look.Failures);
        json.WriteString("stopped_for", look.StoppedFor);
        json.WriteString("paused_since", look.PausedSince?.UtcDateTime.ToString("O"));
        json.WriteBoolean("queue_paused", look.QueuePaused);
        json.WriteNumber("workers", look.Workers);
        json.WriteStartArray("updates");
        foreach (var job in view.Jobs)
        {
            Write(json, job, raw);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LaneJob job, bool raw)
    {
        json.WriteStartObject();
        json.WriteNumber("position", job.Position + 1);
        if (job.Job.UpdateId is { } update)
        {
            json.WriteNumber("update_id", update);
        }
        else
        {
            json.WriteNull("update_id");
        }

        json.WriteString("uuid", job.Job.Uuid);
        json.WriteString("pushed_at", job.Job.PushedAt?.UtcDateTime.ToString("O"));
        json.WriteNumber("bytes", job.Job.Payload.Length);
        json.WriteString("what", UpdateSummary.Of(job.Job));
        json.WriteString("handle", job.Handle);
        if (raw && Utf8.IsValid(job.Job.Payload.Span))
        {
            json.WriteString("payload", job.Job.Payload.Span);
        }
        else if (raw)
        {
            json.WriteBase64String("payload_base64", job.Job.Payload.Span);
        }

        json.WriteEndObject();
    }

    private static void WriteHolder(Utf8JsonWriter json, LaneHolder? holder)
    {
        if (holder is null)
        {
            json.WriteNull("worker");
            return;
        }

        json.WriteStartObject("worker");
        json.WriteString("incarnation", holder.Incarnation);
        json.WriteString("place", holder.Place);
        WriteSeconds(json, "since", holder.Since);
        WriteSeconds(json, "lease_left", holder.LeaseLeft);
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, Math.Round(known.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
