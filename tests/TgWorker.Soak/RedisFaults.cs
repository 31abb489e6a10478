using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Staging;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Network;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>What can happen to a Redis, to the way there, and to clocks.</summary>
internal sealed class RedisFaults
{
    private readonly Stage _stage;
    private readonly SemaphoreSlim _pushing;
    private readonly Random _random;
    private readonly WorkerFaults _workers;
    private int _jumping;
    private RedisServer _primary;
    private RedisServer _replica;

    public RedisFaults(Stage stage, RedisServer replica, WorkerFaults workers, SemaphoreSlim pushing, Random random)
    {
        _stage = stage;
        (_primary, _replica) = (stage.Redis, replica);
        _workers = workers;
        _pushing = pushing;
        _random = random;
    }

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
    [
        ("cut", Cut), ("network frozen", NetworkFrozenAsync), ("network slow", SlowAsync), ("half-open", Stranded),
        ("answers lost", AnswersLostAsync),
        ("Redis restart", RedisRestartAsync), ("Redis frozen", RedisFrozenAsync), ("SCRIPT FLUSH", FlushAsync), ("failover", FailoverAsync),
        ("out of memory", OutOfMemoryAsync), ("disk full", DiskFullAsync), ("read-only", ReadOnlyAsync), ("clock jump", ClockJumpAsync),
    ];

    // A large queue takes a replica, or a server that starts, a while.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private FaultyProxy Proxy => _stage.Proxy!;

    /// <summary>Lets the replica follow the primary, and waits until it does.</summary>
    public async Task ReplicateAsync()
    {
        await OnAsync(_replica, "REPLICAOF", _primary.Host, _primary.Port);
        await Eventually.TrueAsync(
            async () => (await OnAsync(_replica, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal),
            Patience);
    }

    private Task Moment(double shortest, double longest) => _workers.MomentAsync(shortest, longest);

    private Task ClockJumpAsync()
        => new JumpingWorker(_stage.Options, _stage.Oracle, OpenAsync, $"jumping{++_jumping}")
            .RunAsync(_random.Next(2) == 0 ? 1 : -1, TimeSpan.FromSeconds(1 + _random.NextDouble()));

    private async Task<IUpdateQueue> OpenAsync(TimeProvider clock) => await RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl($"redis://127.0.0.1:{Proxy.Port}"),
        new RedisQueueOptions { Prefix = _stage.Prefix, Lease = _stage.Options.Lease },
        new EnvelopeReader(new EnvelopeOptions()),
        clock,
        NullLoggerFactory.Instance,
        default);

    private Task Cut()
    {
        Proxy.Cut();
        return Task.CompletedTask;
    }

    private async Task NetworkFrozenAsync()
    {
        Proxy.Freeze();
        await Moment(0.2, 3);
        Proxy.Thaw();
    }

    private async Task SlowAsync()
    {
        Proxy.Slow(TimeSpan.FromMilliseconds(_random.Next(5, 60)));
        await Moment(0.5, 2);
        Proxy.Slow(TimeSpan.Zero);
    }

    private Task Stranded()
    {
        Proxy.Strand(_random.Next(2) == 0 ? "BLMOVE" : "EVALSHA");
        return Task.CompletedTask;
    }

    private async Task AnswersLostAsync()
    {
        Proxy.DropAnswers();
        await Moment(0.01, 0.3);
        Proxy.Cut();
        Proxy.DropAnswers(false);
        Proxy.Cut();
    }

    private async Task RedisRestartAsync()
    {
        if (_random.Next(2) == 0)
        {
            await _primary.KillAsync();
        }

        await _primary.RestartAsync();
    }

    private async Task RedisFrozenAsync()
    {
        _primary.Pause();
        await Moment(0.2, 3);
        _primary.Resume();
    }

    private Task<string> FlushAsync() => OnAsync(_primary, "SCRIPT", "FLUSH");

    // As an operator does it who can: nothing is written until the replica has everything.
    private async Task FailoverAsync()
    {
        await _pushing.WaitAsync();
        try
        {
            await Proxy.RefuseAsync();
            await Eventually.EqualAsync("1", () => OnAsync(_primary, "WAIT", 1, 1000));
            await OnAsync(_replica, "REPLICAOF", "NO", "ONE");
            (_primary, _replica) = (_replica, _primary);
            await _stage.MoveToAsync(_primary);
            Proxy.Retarget(_primary.Host, _primary.Port);
            Proxy.Accept();
        }
        finally
        {
            _pushing.Release();
        }

        await ReplicateAsync();
    }

    private Task OutOfMemoryAsync() => RefusedWrites.OutOfMemoryAsync(OnPrimaryAsync, () => Moment(0.5, 3));

    private Task DiskFullAsync() => RefusedWrites.DiskFullAsync(OnPrimaryAsync, () => Moment(0.5, 3));

    private async Task ReadOnlyAsync()
    {
        await RefusedWrites.ReadOnlyAsync(OnPrimaryAsync, () => Moment(0.5, 3));
        await ReplicateAsync();
    }

    private Task<string> OnPrimaryAsync(string command, params object[] arguments) => OnAsync(_primary, command, arguments);

    // A server that has just been through another fault may still be busy with it. All these commands may be sent twice.
    private static async Task<string> OnAsync(RedisServer server, string command, params object[] arguments)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var answer = await RawRedis.SendAsync(server.Host, server.Port, command, arguments);
                if (!answer.StartsWith("-LOADING", StringComparison.Ordinal))
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException && waited.Elapsed < Patience)
            {
                // Not there yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
