using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>
/// Receivers and pollers side by side, and everything that can happen to them and their Redis while updates come in: none is lost, none
/// handled twice, none overtakes another of
/// its Telegram queue, or of its chat when polled.
/// </summary>
public class FaultTests
{
    [Fact]
    public async Task KilledFrozenStoppedFull_AndRestartedInTurn_NothingIsLostDoubledOrOvertaken()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        await using var receivers = await ReceiverFleet.CreateAsync("--redis", redis.Url, "--prefix", "received_");
        await using var pollers = await PollerFleet.CreateAsync("--redis", redis.Url, "--prefix", "polled_");
        Fleet[] fleets = [receivers, pollers];
        await ForBothAsync(fleet => fleet.StartAsync());
        for (var round = 0; round < FaultRounds.Count; round++)
        {
            await ForBothAsync(fleet => fleet.DisturbAsync());
            foreach (var fault in RedisFault.Of(redis))
            {
                var before = fleets.Select(fleet => fleet.Refusals).ToList();
                await fault.BeginAsync();
                await Eventually.TrueAsync(
                    () => fleets.Zip(before).All(pair => pair.First.Refusals > pair.Second),
                    what: "both notice that the queue takes nothing");
                await fault.EndAsync();
                await ForBothAsync(fleet => fleet.Traffic.FlowsAsync());
            }

            await ForBothAsync(fleet => fleet.RestartAllAsync());
        }

        await ForBothAsync(fleet => fleet.EndAsync());

        Task ForBothAsync(Func<Fleet, Task> act) => Task.WhenAll(fleets.Select(act));
    }

    [Fact]
    public async Task FailedOver_NothingIsLostDoubledOrOvertaken()
    {
        await using var sentinels = await SentinelSetup.StartAsync();
        await using var receivers = await ReceiverFleet.CreateAsync("--sentinel", sentinels.Address, "--prefix", "received_");
        await using var pollers = await PollerFleet.CreateAsync("--sentinel", sentinels.Address, "--prefix", "polled_");
        await Task.WhenAll(receivers.StartAsync(), pollers.StartAsync());
        var primary = await sentinels.PrimaryAsync();
        await primary.KillAsync();
        await sentinels.NextPrimaryAsync(primary);
        await Task.WhenAll(receivers.Traffic.FlowsAsync(), pollers.Traffic.FlowsAsync());
        await Task.WhenAll(receivers.EndAsync(), pollers.EndAsync());
    }
}
