using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Working;
using TgWorker.Laravel.Envelopes;
using TgWorker.Proof.Staging;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>A worker whose clock jumps: the engine itself, in this process, with a clock of the test's.</summary>
public class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ClockOfOneWorkerJumps_ByAnHour_DisturbsNothing(int hours)
    {
        await using var stage = await Stage.SetAsync();
        var clock = new JumpingClock();
        using var stop = new CancellationTokenSource();
        Task[] workers = [WorkAsync(stage, "jumping", clock, stop.Token), WorkAsync(stage, "steady", TimeProvider.System, stop.Token)];
        await stage.PushInTurnAsync(updates: 400, chats: 40);
        await stage.HandledAsync(100);

        clock.Jump(TimeSpan.FromHours(hours));
        // Long enough for several leases of one second each.
        await stage.PushInTurnAsync(updates: 1600, chats: 40, firstId: 401);
        await stage.HandledAsync(2000);
        await stop.CancelAsync();
        await Task.WhenAll(workers);

        await stage.AllHandledAsync();
        // Neither lost its lease, neither took the other for dead: each update ran once.
        Assert.Equal(2000, stage.History.Starts);
        Assert.Equal(["jumping", "steady"], stage.History.Read().Runs.Select(run => run.Sender).Distinct().Order());
    }

    private static async Task WorkAsync(Stage stage, string name, TimeProvider clock, CancellationToken stopping)
    {
        await using var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(stage.Redis.Url),
            new RedisQueueOptions { Prefix = stage.Prefix, Lease = TimeSpan.FromSeconds(1) },
            new EnvelopeReader(new EnvelopeOptions()),
            clock,
            NullLoggerFactory.Instance,
            default);
        var options = new WorkerOptions { Concurrency = 8 };
        await new UpdateWorker([queue], new RecordingHandler(stage.History, name), options, clock, NullLogger<UpdateWorker>.Instance)
            .RunAsync(stopping);
    }
}
