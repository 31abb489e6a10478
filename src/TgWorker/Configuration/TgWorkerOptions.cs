using TgWorker.Handlers;
using TgWorker.Health;
using TgWorker.Notifying;
using TgWorker.Redis;
using TgWorker.Working;

namespace TgWorker.Configuration;

/// <summary>Everything that can be configured, with its defaults.</summary>
internal sealed class TgWorkerOptions
{
    public RedisConnectionOptions Redis { get; } = new();

    /// <summary>The prefix Laravel puts before all its keys.</summary>
    public string Prefix { get; set; } = LaravelPrefix.Default;

    public QueueOptions Queue { get; } = new();

    public WorkerOptions Worker { get; } = new();

    /// <summary>What is done with an update; null when nothing was chosen.</summary>
    public HandlerKind? Handler { get; set; }

    public ForwardOptions Forward { get; } = new();

    public HorizonOptions Horizon { get; } = new();

    public LaravelOptions Laravel { get; } = new();

    public LogOptions Log { get; } = new();

    public HealthOptions Health { get; } = new();

    public NotifyOptions Notify { get; } = new();
}
