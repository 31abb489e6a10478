namespace TgWorker.Core.Telemetry;

/// <summary>The names of all attributes: OpenTelemetry's messaging conventions where they have one, else under <c>tgworker.</c></summary>
internal static class TelemetryTags
{
    public const string System = "messaging.system";
    public const string Queue = "messaging.destination.name";
    public const string Operation = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string MessageId = "messaging.message.id";
    public const string EnvelopeSize = "messaging.message.envelope.size";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";

    public const string Attempt = "tgworker.attempt";
    public const string Bot = "tgworker.bot";
    public const string EnqueuedAt = "tgworker.enqueued_at";
    public const string Fence = "tgworker.fence";
    public const string Lane = "tgworker.lane";
    public const string Outcome = "tgworker.outcome";
    public const string Route = "tgworker.route";
    public const string State = "tgworker.state";
    public const string UpdateId = "tgworker.update_id";
}
