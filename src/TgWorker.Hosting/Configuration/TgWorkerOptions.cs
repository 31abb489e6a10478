using TgWorker.Bots;
using TgWorker.Core.Working;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.FailedJobs;
using TgWorker.Hosting.Forwarding;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Logging;
using TgWorker.Hosting.Notifying;
using TgWorker.Hosting.Queues;
using TgWorker.Intake.Polling;
using TgWorker.Intake.Receiving;
using TgWorker.Redis.Connecting;

namespace TgWorker.Hosting.Configuration;

/// <summary>
/// Everything that can be configured, with its defaults. The configuration is read first; what code sets in
/// <c>AddTgWorker(options => …)</c> comes after it and wins; then all of it is checked.
/// </summary>
public sealed class TgWorkerOptions
{
    /// <summary>Where Redis is; section <c>Redis</c>.</summary>
    public RedisConnectionOptions Redis { get; set; } = new();

    /// <summary>The queue in a file instead of on Redis; section <c>Sqlite</c>.</summary>
    public SqliteOptions Sqlite { get; } = new();

    /// <summary>The prefix that Laravel puts before all its keys; <c>Redis:Prefix</c>. Default <c>laravel-database-</c>.</summary>
    public string Prefix { get; set; } = LaravelPrefix.Default;

    /// <summary>Which queues are read, and how; section <c>Queue</c>.</summary>
    public QueueOptions Queue { get; } = new();

    /// <summary>How updates are handled; sections <c>Worker</c>, <c>Balance</c> and <c>Retry</c>.</summary>
    public WorkerOptions Worker { get; } = new();

    /// <summary>The failed jobs; section <c>Failed</c>.</summary>
    public FailedJobOptions Failed { get; } = new();

    /// <summary>Where updates are forwarded to; section <c>Forward</c>.</summary>
    public ForwardOptions Forward { get; } = new();

    /// <summary>Laravel Horizon beside the worker; section <c>Horizon</c>.</summary>
    public HorizonOptions Horizon { get; } = new();

    /// <summary>The Laravel application that shares the queue; section <c>Laravel</c>.</summary>
    public LaravelOptions Laravel { get; } = new();

    /// <summary>What is logged, and how; section <c>Log</c>.</summary>
    public LogOptions Log { get; } = new();

    /// <summary>The health endpoints; section <c>Health</c>.</summary>
    public HealthOptions Health { get; } = new();

    /// <summary>Who is notified of trouble; section <c>Notify</c>.</summary>
    public NotifyOptions Notify { get; } = new();

    /// <summary>How webhooks are received; section <c>Receiver</c>.</summary>
    public ReceiverOptions Receiver { get; } = new();

    /// <summary>How Telegram is polled; section <c>Poller</c>.</summary>
    public PollerOptions Poller { get; } = new();

    /// <summary>How handlers call Telegram; section <c>Outgoing</c>.</summary>
    public OutgoingOptions Outgoing { get; } = new();

    /// <summary>The dashboard; section <c>Dashboard</c>.</summary>
    public DashboardOptions Dashboard { get; } = new();

    /// <summary>What the executable does with an update; null when nothing was chosen.</summary>
    internal HandlerKind? Handler { get; set; }

    /// <summary>The assembly with the handlers, for <see cref="HandlerKind.Assembly"/>.</summary>
    internal string? HandlerFile { get; set; }

    /// <summary>The bots by their names; section <c>TelegramBots</c>.</summary>
    internal Dictionary<string, TelegramBotOptions> Bots { get; } = new(StringComparer.Ordinal);

    /// <summary>Uses queues in Redis, which is the default.</summary>
    /// <param name="url"><c>redis://user:password@host:port/db</c>, <c>rediss://</c> for TLS, or <c>unix:///path?db=0</c>.</param>
    /// <exception cref="FormatException">The URL is not valid; the message says why and never shows it.</exception>
    public void UseRedis(string url)
    {
        var timeout = Redis.CommandTimeout;
        Redis = RedisConnectionOptions.FromUrl(url);
        Redis.CommandTimeout = timeout;
        Sqlite.File = null;
    }

    /// <summary>Uses a queue in an SQLite file, which is created if missing. There is nothing to install.</summary>
    /// <param name="file">Its path, or <c>:memory:</c> for a queue that ends with its process.</param>
    public void UseSqlite(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        Sqlite.File = file;
    }

    /// <summary>Where a queue is, for a person.</summary>
    internal string PlaceOf(string queue) => Sqlite.File is null ? RedisOf(queue).ToString() : Sqlite.FileOf(queue, Queue.Names);

    /// <summary>Where the Redis of a queue is.</summary>
    internal RedisConnectionOptions RedisOf(string queue)
    {
        if (Queue.Redis.Count == 0)
        {
            return Redis;
        }

        var own = Queue.Redis[Queue.Names.ToList().IndexOf(queue)];
        own.CommandTimeout = Redis.CommandTimeout;
        return own;
    }
}
