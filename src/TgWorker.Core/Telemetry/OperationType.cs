namespace TgWorker.Core.Telemetry;

/// <summary>What kind of operation a call to the queue is, in the words of OpenTelemetry's conventions for messaging.</summary>
internal static class OperationType
{
    public const string Process = "process";
    public const string Receive = "receive";
    public const string Settle = "settle";

    /// <summary>The kind of a call; null for one that has none, such as the renewal of a lease.</summary>
    public static string? Of(string operation) => operation switch
    {
        "claim" => Receive,
        "finish" or "fail" or "park" => Settle,
        _ => null,
    };
}
