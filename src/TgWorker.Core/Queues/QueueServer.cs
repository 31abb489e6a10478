namespace TgWorker.Core.Queues;

/// <summary>The server that stores a queue, for telemetry: <c>server.address</c> and <c>server.port</c>.</summary>
/// <param name="Address">Its host name or address, or the path of its socket.</param>
/// <param name="Port">Its port; null if it has none.</param>
public sealed record QueueServer(string Address, int? Port)
{
    /// <summary>The port as a tag's value, created once.</summary>
    internal object? PortTag { get; } = Port is { } port ? (long)port : null;
}
