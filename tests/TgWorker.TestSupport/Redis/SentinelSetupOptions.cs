namespace TgWorker.TestSupport.Redis;

/// <summary>How a <see cref="SentinelSetup"/> is started.</summary>
public sealed record SentinelSetupOptions
{
    /// <summary>How many replicas there are. Default 2.</summary>
    public int Replicas { get; init; } = 2;

    /// <summary>How many Sentinels there are. Default 3, of which a majority must agree.</summary>
    public int Sentinels { get; init; } = 3;

    /// <summary>How long a primary must be silent before it is taken for dead. Default 1 s.</summary>
    public TimeSpan DownAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a fail-over may take before another is tried. Default 10 s.</summary>
    public TimeSpan FailoverTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The servers' password.</summary>
    public string? Password { get; init; }

    /// <summary>The Sentinels' own password.</summary>
    public string? SentinelPassword { get; init; }

    /// <summary>Further arguments for the servers.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
