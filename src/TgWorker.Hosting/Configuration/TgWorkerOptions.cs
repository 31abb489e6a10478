using TgWorker.Bots.BotApi;
using TgWorker.Core.Working;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Notifying;
using TgWorker.Redis.Connecting;

namespace TgWorker.Hosting.Configuration;

/// <summary>Everything that can be configured, with its defaults.</summary>
internal sealed class TgWorkerOptions
{
    public RedisConnectionOptions Redis { get; } = new();

    /// <summary>Where the Redis of a queue is.</summary>
    public RedisConnectionOptions RedisOf(string queue)
    {
        if (Queue.Redis.Count == 0)
        {
            return Redis;
        }

        var own = Queue.Redis[Queue.Names.ToList().IndexOf(queue)];
        own.CommandTimeout = Redis.CommandTimeout;
        return own;
    }

    /// <summary>The prefix Laravel puts before all its keys.</summary>
    public string Prefix { get; set; } = LaravelPrefix.Default;

    public QueueOptions Queue { get; } = new();

    public WorkerOptions Worker { get; } = new();

    /// <summary>What is done with an update; null when nothing was chosen.</summary>
    public HandlerKind? Handler { get; set; }

    /// <summary>The assembly with the handlers, for <see cref="HandlerKind.Assembly"/>.</summary>
    public string? HandlerAssembly { get; set; }

    /// <summary>The bots by the names the proxy gives them.</summary>
    public Dictionary<string, BotOptions> Bots { get; } = new(StringComparer.Ordinal);

    public ForwardOptions Forward { get; } = new();

    public HorizonOptions Horizon { get; } = new();

    public LaravelOptions Laravel { get; } = new();

    /// <summary>How long failed jobs are kept; zero is for ever.</summary>
    public TimeSpan KeepFailedFor { get; set; }

    public LogOptions Log { get; } = new();

    public HealthOptions Health { get; } = new();

    public NotifyOptions Notify { get; } = new();
}
