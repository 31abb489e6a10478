namespace TgWorker.Hosting.Health;

/// <summary>The health endpoints of a host. In the configuration: the section <c>Health</c>.</summary>
public sealed class HealthOptions
{
    /// <summary>The TCP port of <c>/health/live</c> and <c>/health/ready</c>; 0 for none. Default 0.</summary>
    public int Port { get; set; }

    /// <summary>The address to listen on: an IP address, a host name, or <c>*</c> for all. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Whether to also serve <c>/metrics</c> for Prometheus. Default false.</summary>
    public bool Metrics { get; set; }
}
