using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting.Clusters;
using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting;

/// <summary>Opens connections to one Redis, wherever its primary is, and tells them when it is elsewhere.</summary>
internal sealed class RedisGateway : IAsyncDisposable
{
    // A Sentinel that does not answer at once is asked for a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IPrimaryWatch _primary;

    /// <param name="options">Where Redis is, and how to sign in.</param>
    /// <param name="time">The clock.</param>
    public RedisGateway(RedisConnectionOptions options, TimeProvider time)
        : this(options, time, static (options, time) =>
            options.SentinelSettings is { } sentinels ? new SentinelWatch(sentinels, time) : new FixedPrimary())
    {
    }

    private RedisGateway(RedisConnectionOptions options, TimeProvider time, Func<RedisConnectionOptions, TimeProvider, IPrimaryWatch> watch)
    {
        options.Validate();
        Options = options;
        Time = time;
        _primary = watch(options, time);
    }

    /// <summary>The way to the primary of a cluster that has the slot of a key, wherever that slot goes.</summary>
    /// <param name="connection">A connection to the cluster.</param>
    /// <param name="options">Where a node of it is, and how to sign in.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="QueueUnavailableException">It cannot be asked now.</exception>
    public static async Task<RedisGateway> ToSlotAsync(
        RedisConnection connection, RedisConnectionOptions options, string key, TimeProvider time)
    {
        var slot = (int)await connection.ExecuteAsync("CLUSTER", "KEYSLOT", key).ConfigureAwait(false);
        var nodes = (string?)await connection.ExecuteAsync("CLUSTER", "NODES").ConfigureAwait(false) ?? "";
        var named = new ServerAddress(options.Host, options.Port);
        var known = ClusterNode.ReadAll(nodes, slot, named, options.Tls).Select(static node => node.Address);
        return new RedisGateway(options, time, (options, time) => new ClusterWatch(
            () => options.SignIn, slot, options.UnixSocket is null ? named : null, known, time));
    }

    public RedisConnectionOptions Options { get; }

    public TimeProvider Time { get; }

    /// <inheritdoc cref="IPrimaryWatch.Now"/>
    public Whereabouts Now => _primary.Now;

    /// <inheritdoc cref="IPrimaryWatch.LongestIgnorance"/>
    public TimeSpan LongestIgnorance => _primary.LongestIgnorance;

    /// <inheritdoc cref="IPrimaryWatch.Changed"/>
    public event Action? Changed
    {
        add => _primary.Changed += value;
        remove => _primary.Changed -= value;
    }

    /// <inheritdoc cref="IPrimaryWatch.Doubt"/>
    public void Doubt() => _primary.Doubt();

    /// <summary>Opens a connection; the caller disposes it before this.</summary>
    /// <param name="role">What it is for, as Redis shows it.</param>
    /// <param name="database">The database; null for that of the options.</param>
    /// <exception cref="QueueUnavailableException">Redis cannot be reached now.</exception>
    public Task<RedisConnection> OpenAsync(string role, int? database = null) =>
        RedisConnection.OpenAsync(this, role, database ?? Options.Database);

    /// <summary>Waits for the primary to be known, a moment at most.</summary>
    public async Task<Whereabouts> FindAsync()
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Now.Trouble is null)
            {
                known.TrySetResult();
            }
        }

        Changed += Look;
        try
        {
            Look();
            using var ending = new CancellationTokenSource();
            await Task.WhenAny(known.Task, Task.Delay(Patience, Time, ending.Token)).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            return Now;
        }
        finally
        {
            Changed -= Look;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _primary.DisposeAsync();
}
