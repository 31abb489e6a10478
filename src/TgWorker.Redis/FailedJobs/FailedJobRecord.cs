using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;

namespace TgWorker.Redis.FailedJobs;

/// <summary>
/// How a failed job is kept: one line of JSON, a line feed, then the exact payload. When it failed is its score in the
/// sorted set.
/// </summary>
internal sealed partial record FailedJobRecord(
    [property: JsonPropertyName("queue")] string Queue,
    [property: JsonPropertyName("lane")] string Lane,
    [property: JsonPropertyName("bot")] string Bot,
    [property: JsonPropertyName("update_id")] long? UpdateId,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("error"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    [property: JsonPropertyName("worker")] string Worker,
    [property: JsonPropertyName("detail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonPropertyName("unread"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UnreadBytes = null)
{
    private static readonly FailedJobRecord Damaged =
        new("", "", "", null, 0, "The record of this failed job is damaged: why it failed is not known.", "");

    /// <summary>The id a failed job is to have, and the line of JSON that goes before its payload.</summary>
    public static (string Id, byte[] Line) Write(Delivery delivery, Failure failure, string queue, string worker)
    {
        var job = delivery.Job;
        var record = new FailedJobRecord(
            queue, delivery.Lane, job.Bot, job.UpdateId, failure.Attempts, failure.Error, worker, failure.Detail);
        var id = string.IsNullOrEmpty(job.Uuid) ? delivery.Fence.ToString(CultureInfo.InvariantCulture) : job.Uuid;
        return (id, JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.FailedJobRecord));
    }

    /// <summary>
    /// The line of an entry that is to be given up unread, without the brace that closes it: why, and its length, are still to come.
    /// </summary>
    public static byte[] WriteUnread(string lane, string queue, string worker) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new FailedJobRecord(queue, lane, "", null, 0, null, worker), RecordJson.Default.FailedJobRecord)[..^1];

    /// <summary>A text as it stands in the line.</summary>
    public static string Text(string text) => JsonSerializer.Serialize(text, RecordJson.Default.String);

    /// <summary>A failed job as it is kept: the line, a line feed, the payload.</summary>
    public static byte[] Write(FailedJob job)
    {
        var record = new FailedJobRecord(job.Queue, job.Lane, job.Bot, job.UpdateId, job.Attempts, job.Error, job.Worker, job.Detail,
            job.UnreadBytes);
        return [.. JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.FailedJobRecord), (byte)'\n', .. job.Payload.Span];
    }

    /// <summary>Reads a failed job. Never throws: of a record that is damaged it keeps what there is, and says so.</summary>
    public static FailedJob Read(string id, double failedAt, byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)'\n');
        var record = Parse(bytes.AsSpan(0, Math.Max(end, 0)));
        return new FailedJob
        {
            Id = id,
            Queue = record.Queue ?? "",
            Lane = record.Lane ?? "",
            Bot = record.Bot ?? "",
            UpdateId = record.UpdateId,
            FailedAt = KeptTime.At(failedAt),
            Attempts = record.Attempts,
            Error = record.Error ?? "",
            Detail = record.Detail,
            Worker = record.Worker ?? "",
            Payload = bytes.AsMemory(end + 1),
            UnreadBytes = record.UnreadBytes,
        };
    }

    private static FailedJobRecord Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return (line.IsEmpty ? null : JsonSerializer.Deserialize(line, RecordJson.Default.FailedJobRecord)) ?? Damaged;
        }
        catch (JsonException)
        {
            return Damaged;
        }
    }

    [JsonSerializable(typeof(FailedJobRecord))]
    [JsonSerializable(typeof(string))]
    private sealed partial class RecordJson : JsonSerializerContext;
}
