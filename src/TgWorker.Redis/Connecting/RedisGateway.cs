using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Sentinels;

namespace TgWorker.Redis.Connecting;

/// <summary>Opens connections to one Redis, wherever its primary is, and tells them when it is elsewhere.</summary>
internal sealed class RedisGateway : IAsyncDisposable
{
    // A Sentinel that does not answer at once is asked for a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IPrimaryWatch _primary;

    public RedisGateway(RedisConnectionOptions options, TimeProvider time)
    {
        options.Validate();
        Options = options;
        Time = time;
        _primary = options.SentinelSettings is { } sentinels ? new SentinelWatch(sentinels, time) : new FixedPrimary();
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

    /// <summary>Waits for the primary to be known, a moment at the most.</summary>
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
