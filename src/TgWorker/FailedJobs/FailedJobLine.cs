using System.Text;
using System.Text.Json;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;

namespace TgWorker.FailedJobs;

/// <summary>Reads what <see cref="FailedJobJson"/> wrote.</summary>
internal static class FailedJobLine
{
    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reader">Sorts the job again: what the line calls its lane was decided by the settings of another time.</param>
    /// <exception cref="FormatException">The line is no failed job; the message says what is wrong with it.</exception>
    public static FailedJob Read(string line, IJobReader reader)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var payload = Payload(root);
            var job = reader.Read(payload);
            return new FailedJob
            {
                Id = Text(root, "id"),
                Queue = Text(root, "queue"),
                Lane = job.Lane,
                Bot = Text(root, "bot"),
                UpdateId = root.TryGetProperty("update_id", out var update) && update.ValueKind == JsonValueKind.Number
                    ? update.GetInt64() : null,
                FailedAt = Time(root.GetProperty("failed_at").GetDateTimeOffset()),
                Attempts = root.GetProperty("attempts").GetInt32(),
                Error = Text(root, "error"),
                Detail = root.TryGetProperty("detail", out var detail) ? detail.GetString() : null,
                Worker = root.TryGetProperty("worker", out var worker) ? worker.GetString() ?? "" : "",
                Payload = payload,
            };
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not the library's message: it may quote what stands there.
            throw new FormatException("is not a failed job as 'tgworker failed export' writes it", exception);
        }
    }

    private static byte[] Payload(JsonElement root) => root.TryGetProperty("payload", out var text)
        ? Encoding.UTF8.GetBytes(text.GetString() ?? throw new FormatException())
        : root.GetProperty("payload_base64").GetBytesFromBase64();

    // Nothing failed before there were bots, and dates near the calendar's ends break whoever adds a day to them.
    private static DateTimeOffset Time(DateTimeOffset time) =>
        time.UtcDateTime.Year is >= 2000 and < 9000 ? time : throw new FormatException();

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException();
}
