using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Staging;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Network;

namespace TgWorker.Soak;

/// <summary>What can happen to a Redis, to the way there, and to clocks.</summary>
internal sealed class RedisFaults(SoakServers servers, Stage stage, WorkerFaults workers, Random random)
{
    private int _jumping;

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
    [
        ("cut", Cut), ("network frozen", NetworkFrozenAsync), ("network slow", SlowAsync), ("half-open", Stranded),
        ("answers lost", AnswersLostAsync),
        ("Redis restart", RedisRestartAsync), ("Redis frozen", RedisFrozenAsync), ("SCRIPT FLUSH", FlushAsync),
        ("out of memory", OutOfMemoryAsync), ("disk full", DiskFullAsync), ("read-only", ReadOnlyAsync), ("clock jump", ClockJumpAsync),
    ];

    private FaultyProxy Proxy => servers.Proxy;

    private Task Moment(double shortest, double longest) => workers.MomentAsync(shortest, longest);

    private Task ClockJumpAsync()
        => new JumpingWorker(stage.Options, stage.Oracle, OpenAsync, $"jumping{++_jumping}")
            .RunAsync(random.Next(2) == 0 ? 1 : -1, TimeSpan.FromSeconds(1 + random.NextDouble()));

    private async Task<IUpdateQueue> OpenAsync(TimeProvider clock) => await RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl($"redis://127.0.0.1:{Proxy.Port}"),
        new RedisQueueOptions { Prefix = stage.Prefix, Lease = stage.Options.Lease },
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
        Proxy.Slow(TimeSpan.FromMilliseconds(random.Next(5, 60)));
        await Moment(0.5, 2);
        Proxy.Slow(TimeSpan.Zero);
    }

    private Task Stranded()
    {
        Proxy.Strand(random.Next(2) == 0 ? "BLMOVE" : "EVALSHA");
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
        if (random.Next(2) == 0)
        {
            await servers.Primary.KillAsync();
        }

        await servers.Primary.RestartAsync();
    }

    private async Task RedisFrozenAsync()
    {
        servers.Primary.Pause();
        await Moment(0.2, 3);
        servers.Primary.Resume();
    }

    private Task<string> FlushAsync() => servers.OnPrimaryAsync("SCRIPT", "FLUSH");

    private Task OutOfMemoryAsync() => RefusedWrites.OutOfMemoryAsync(servers.OnPrimaryAsync, () => Moment(0.5, 3));

    private Task DiskFullAsync() => RefusedWrites.DiskFullAsync(servers.OnPrimaryAsync, () => Moment(0.5, 3));

    private async Task ReadOnlyAsync()
    {
        await RefusedWrites.ReadOnlyAsync(servers.OnPrimaryAsync, () => Moment(0.5, 3));
        await servers.ReplicateAsync();
    }
}
