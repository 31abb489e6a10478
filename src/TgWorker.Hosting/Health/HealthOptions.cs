namespace TgWorker.Hosting.Health;

/// <summary>Where a host says how it is; in the configuration the section <c>Health</c>.</summary>
public sealed class HealthOptions
{
    /// <summary>The TCP port of <c>/health/live</c> and <c>/health/ready</c>; 0 opens none. Default 0.</summary>
    public int Port { get; set; }

    /// <summary>The address it is opened on: an IP address, a host's name, or <c>*</c> for all. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>Whether the port answers <c>/metrics</c> for Prometheus too. Default false.</summary>
    public bool Metrics { get; set; }
}
