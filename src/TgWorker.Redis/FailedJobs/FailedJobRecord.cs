using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;

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
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("worker")] string Worker)
{
    /// <summary>The id a failed job is to have, and the line of JSON that goes before its payload.</summary>
    public static (string Id, byte[] Line) Write(Delivery delivery, Failure failure, string queue, string worker)
    {
        var job = delivery.Job;
        var record = new FailedJobRecord(queue, job.Lane, job.Bot, job.UpdateId, failure.Attempts, failure.Error, worker);
        var id = string.IsNullOrEmpty(job.Uuid) ? delivery.Fence.ToString(CultureInfo.InvariantCulture) : job.Uuid;
        return (id, JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.FailedJobRecord));
    }

    /// <summary>A failed job as it is kept: the line, a line feed, the payload.</summary>
    public static byte[] Write(FailedJob job)
    {
        var record = new FailedJobRecord(job.Queue, job.Lane, job.Bot, job.UpdateId, job.Attempts, job.Error, job.Worker);
        return [.. JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.FailedJobRecord), (byte)'\n', .. job.Payload.Span];
    }

    public static FailedJob Read(string id, DateTimeOffset failedAt, byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)'\n');
        var record = JsonSerializer.Deserialize(bytes.AsSpan(0, end), RecordJson.Default.FailedJobRecord)!;
        return new FailedJob
        {
            Id = id,
            Queue = record.Queue,
            Lane = record.Lane,
            Bot = record.Bot,
            UpdateId = record.UpdateId,
            FailedAt = failedAt,
            Attempts = record.Attempts,
            Error = record.Error,
            Worker = record.Worker,
            Payload = bytes.AsMemory(end + 1),
        };
    }

    [JsonSerializable(typeof(FailedJobRecord))]
    private sealed partial class RecordJson : JsonSerializerContext;
}
