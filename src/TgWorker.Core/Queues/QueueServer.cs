namespace TgWorker.Core.Queues;

/// <summary>The server that keeps a queue, for telemetry: <c>server.address</c> and <c>server.port</c>.</summary>
/// <param name="Address">Its host name or address, or the path of its socket.</param>
/// <param name="Port">Its port; null where it has none.</param>
public sealed record QueueServer(string Address, int? Port)
{
    /// <summary>The port as a tag's value, made once.</summary>
    internal object? PortTag { get; } = Port is { } port ? (long)port : null;
}
