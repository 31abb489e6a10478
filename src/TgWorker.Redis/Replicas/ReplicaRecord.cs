using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;

namespace TgWorker.Redis.Replicas;

/// <summary>How a worker's card is kept: one line of JSON. Times are unix milliseconds and milliseconds.</summary>
internal sealed partial record ReplicaRecord(
    [property: JsonPropertyName("host")] string Host,
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("started")] long Started,
    [property: JsonPropertyName("lease")] long Lease,
    [property: JsonPropertyName("running")] int Running,
    [property: JsonPropertyName("slots")] int Slots,
    [property: JsonPropertyName("finished")] long Finished,
    [property: JsonPropertyName("failed")] long Failed,
    [property: JsonPropertyName("rate")] double Rate)
{
    /// <summary>This program's version.</summary>
    public static string ThisVersion { get; } =
        typeof(ReplicaRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ReplicaJson.Default.ReplicaRecord);

    /// <summary>Reads a card; null where it is another version's that cannot be read.</summary>
    public static ReplicaInfo? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReplicaJson.Default.ReplicaRecord) is { Host: not null, Version: not null } record
                ? record.ToInfo()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ReplicaInfo ToInfo() => new()
    {
        Host = Host,
        ProcessId = ProcessId,
        Version = Version,
        StartedAt = KeptTime.AtMilliseconds(Started),
        Lease = KeptTime.Span(Lease),
        Load = new WorkerLoad(Running, Slots, Finished, Failed),
        FinishedPerSecond = Rate,
    };

    [JsonSerializable(typeof(ReplicaRecord))]
    private sealed partial class ReplicaJson : JsonSerializerContext;
}
