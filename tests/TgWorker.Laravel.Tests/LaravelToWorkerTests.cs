using System.Net;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Laravel.Tests;

/// <summary>What Laravel puts on the queue, tgworker handles.</summary>
public sealed class LaravelToWorkerTests
{
    [Fact]
    public async Task Push_RealUpdates_AreHandedOnByteForByte()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Laravel.PushAsync("main", Bench.RealUpdates());

        await using var worker = bench.Work("--stop-when-empty", "--deduplicate", "false");

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(Sorted(Bench.RealUpdates()), Sorted(bench.Endpoint.Received));
        Assert.False(await bench.Database.KeyExistsAsync(Bench.Key + ":notify"));
        Assert.Empty(await bench.ListAsync());
    }

    [Fact]
    public async Task Later_AndReserved_AndReleased_ComeInTheirTime()
    {
        await using var bench = await Bench.StartAsync();
        var updates = Bench.Updates(chats: 3, each: 1);
        await bench.Laravel.PushAsync("main", updates[..1]);
        var reserved = await bench.Laravel.ReserveAsync();
        await bench.Laravel.PushAsync("main", updates[1..2]);
        await bench.Laravel.ReleaseAsync(seconds: 1);
        await bench.Laravel.LaterAsync(1, updates[2..]);
        Assert.Equal((2, 1), (await bench.Database.SortedSetLengthAsync(Bench.Key + ":delayed"),
            await bench.Database.SortedSetLengthAsync(Bench.Key + ":reserved")));

        // The 90 seconds after which Laravel takes its worker for dead are over.
        await bench.Database.SortedSetIncrementAsync(Bench.Key + ":reserved", reserved, -90);
        await using var worker = bench.Work("--tries", "2");

        await Eventually.EqualAsync(3, () => Task.FromResult(bench.Endpoint.Received.Count));
        Assert.Equal(Sorted(updates), Sorted(bench.Endpoint.Received));
        await Eventually.EqualAsync(
            (0L, 0L, 0L),
            async () => (
                await bench.Database.SortedSetLengthAsync(Bench.Key + ":delayed"),
                await bench.Database.SortedSetLengthAsync(Bench.Key + ":reserved"),
                await bench.Database.ListLengthAsync(Bench.Key + ":notify")));
    }

    [Fact]
    public async Task StopWhenEmpty_DelayedJobsAreDue_HandlesThemFirst()
    {
        await using var bench = await Bench.StartAsync();
        var updates = Bench.Updates(chats: 2, each: 1);
        await bench.Laravel.LaterAsync(-1, updates);

        await using var worker = bench.Work("--stop-when-empty");

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(Sorted(updates), Sorted(bench.Endpoint.Received));
    }

    [Fact]
    public async Task Work_LaravelHasUsedUpTheTries_FailsTheJobUnrun()
    {
        await using var bench = await Bench.StartAsync();
        await bench.Laravel.PushAsync("main", Bench.Updates(chats: 1, each: 1));
        await bench.Laravel.ReleaseAsync(seconds: 0);

        await using var worker = bench.Work("--tries", "1", "--stop-when-empty");

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Empty(bench.Endpoint.Received);
        Assert.Contains("1 tries were made before", await bench.RunAsync("failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueueRestart_WorkerRuns_EndsIt()
    {
        await using var bench = await Bench.StartAsync();
        bench.Environment["CACHE_PREFIX"] = LaravelApp.CachePrefix;
        bench.Endpoint.Answer = HttpStatusCode.OK;
        await bench.Laravel.RestartAsync();
        await using var worker = bench.Work();
        await bench.Laravel.PushAsync("main", Bench.Updates(chats: 1, each: 1));
        await Eventually.EqualAsync(1, () => Task.FromResult(bench.Endpoint.Received.Count));

        // Laravel writes whole seconds: the second wish must not look like the first.
        await Eventually.TrueAsync(async () =>
        {
            await bench.Laravel.RestartAsync();
            return worker.HasExited || worker.Output.Any(line => line.Contains("Restart", StringComparison.Ordinal));
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    internal static IEnumerable<string> Sorted(IEnumerable<byte[]> updates) =>
        updates.Select(Convert.ToHexString).Order(StringComparer.Ordinal);
}
