namespace TgWorker.Hosting.Health;

/// <summary>Where the worker says how it fares.</summary>
internal sealed class HealthOptions
{
    /// <summary>The port of /health/live and /health/ready; 0 is none. Default 0.</summary>
    public int Port { get; set; }

    /// <summary>The address it is opened on: an IP address, a name, or * for all. Default 127.0.0.1.</summary>
    public string Host { get; set; } = "127.0.0.1";
}
