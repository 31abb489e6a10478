using System.Diagnostics;
using System.Globalization;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>What an operator sees while Redis is gone and comes back.</summary>
public class OutageTests
{
    // TGWORKER_TEST_OUTAGE=20 for the long one.
    private static readonly TimeSpan Outage =
        TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("TGWORKER_TEST_OUTAGE") ?? "4", CultureInfo.InvariantCulture));

    [Fact]
    public async Task RedisGoneUnderLoad_IsOneLinePerStateNotReadyAndOverWithinThreeSeconds()
    {
        var port = LoopbackPort.FindFree();
        await using var stage = await Stage.SetAsync(new StageOptions
        {
            Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(3)),
            Lease = TimeSpan.FromSeconds(2),
            Redis = new RedisServerOptions { AppendOnly = true },
        });
        var worker = stage.Fleet[(await stage.Fleet.StartAsync(1, "--health-port", $"{port}"))[0]];
        await stage.PushInTurnAsync(updates: 4000, chats: 200);
        await stage.HandledAsync(200);
        await Eventually.EqualAsync(200, () => AskAsync(port, "ready"));

        var away = Stopwatch.GetTimestamp();
        await stage.Redis.KillAsync();
        await Eventually.EqualAsync(503, () => AskAsync(port, "ready"));
        await worker.WaitForOutputAsync("lost its lease");
        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(away) > Outage, Outage * 2);
        Assert.Equal(503, await AskAsync(port, "ready"));
        Assert.Equal(200, await AskAsync(port, "live"));
        var handled = stage.History.Handled;

        await stage.Redis.RestartAsync();
        var back = Stopwatch.GetTimestamp();
        await stage.HandledAsync(handled + 1);
        await Eventually.EqualAsync(200, () => AskAsync(port, "ready"));
        var recovery = Stopwatch.GetElapsedTime(back);

        await stage.MoveToAsync(stage.Redis);
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        await worker.WaitForOutputAsync("The queue is available again");
        Assert.InRange(recovery, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.All(
            (string[])["The queue is not available", "lost its lease: its handlers were cancelled", "The queue is available again"],
            line => Assert.Single(worker.Output, written => written.Contains(line, StringComparison.Ordinal)));
        // Nothing else again and again either.
        Assert.All(
            worker.Output.Where(line => line.Contains(" warn: ", StringComparison.Ordinal)).GroupBy(line => line.Split('[', ']')[1]),
            warnings => Assert.Single(warnings));
    }

    private static async Task<int> AskAsync(int port, string what)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/{what}"));
        return (int)answer.StatusCode;
    }
}
