using TgWorker.Proof.Endpoint;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Proof.Staging;

/// <summary>How a <see cref="Stage"/> is set.</summary>
public sealed record StageOptions
{
    /// <summary>The workers' lease. Default 1 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Each worker's slots. Default 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Tries an update gets. Default 3.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>The delay between tries. Default 50 ms.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What the endpoint does with an update. Default: answers 200 at once.</summary>
    public Behaviour Otherwise { get; init; } = Behaviour.Ok();

    /// <summary>Whether the endpoint checks fencing tokens. Default false.</summary>
    public bool Fenced { get; init; }

    /// <summary>Whether workers reach Redis through a proxy that can fail. Default false.</summary>
    public bool Proxied { get; init; }

    /// <summary>How Redis is started where there are no Sentinels.</summary>
    public RedisServerOptions Redis { get; init; } = new();

    /// <summary>Sentinels that watch a primary and its replicas; the workers know only the Sentinels. Default none.</summary>
    public SentinelSetupOptions? Sentinels { get; init; }

    /// <summary>
    /// A cluster, in which the primary of the queue's slot has a replica; the workers are told of another node. Default false.
    /// </summary>
    public bool Cluster { get; init; }

    /// <summary>The queue's name.</summary>
    internal string Queue => Cluster ? "{telegram_updates}" : "telegram_updates";

    /// <summary>The workers' environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The file the history is appended to. Default none.</summary>
    public string? HistoryFile { get; init; }
}
