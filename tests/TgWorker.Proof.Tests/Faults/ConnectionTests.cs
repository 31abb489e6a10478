using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>What networks do to the connections to Redis.</summary>
public class ConnectionTests
{
    private static readonly StageOptions Options = new()
    {
        Proxied = true,
        Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(3)),
        Lease = TimeSpan.FromSeconds(2),
        Environment = new Dictionary<string, string?> { ["TGWORKER_Redis__CommandTimeout"] = "0.5" },
    };

    [Fact]
    public async Task Cut_AgainAndAgainUnderLoad_LosesNothingAndKeepsOrder()
    {
        await using var stage = await Stage.SetAsync(Options);
        await stage.Fleet.StartAsync(2);
        for (var cut = 0; cut < 10; cut++)
        {
            await stage.PushInTurnAsync(updates: 200, chats: 40, firstId: 1 + (cut * 200));
            await stage.HandledAsync((cut * 200) + 60);
            stage.Proxy!.Cut();
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Refused_ForAWhile_IsSurvivedWithoutARestart()
    {
        await using var stage = await Stage.SetAsync(Options);
        var worker = (await stage.Fleet.StartAsync())[0];
        await stage.PushInTurnAsync(updates: 300, chats: 30);
        await stage.HandledAsync(50);
        await stage.Proxy!.RefuseAsync();
        await stage.Fleet[worker].WaitForOutputAsync("The queue is not available");
        var before = stage.Fleet[worker].ProcessorTime;

        // Longer than the lease: the worker must come back as a new one.
        await stage.Fleet[worker].WaitForOutputAsync("lost its lease");
        var used = stage.Fleet[worker].ProcessorTime - before;
        stage.Proxy.Accept();

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        await stage.Fleet[worker].WaitForOutputAsync("The queue is available again");
        // About two seconds of trying; a loop without a breath would have used them up.
        Assert.InRange(used, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Frozen_BeyondTheLease_CancelsHandlersBeforeAnotherWorkerStartsThem()
    {
        await using var stage = await Stage.SetAsync(Options);
        for (var update = 1; update <= 8; update++)
        {
            stage.Script.First(update, new Behaviour.Hang());
        }

        var cutOff = (await stage.Fleet.StartAsync())[0];
        await stage.PushInTurnAsync(updates: 80, chats: 8);
        await Eventually.TrueAsync(() => stage.History.Starts == 8);
        stage.Proxy!.Freeze();

        // Another reaches Redis past the proxy. That no two runs overlap, accepted or not, is what the checker proves.
        await stage.Fleet.StartPastProxyAsync();
        await stage.EmptyAsync();
        await stage.Fleet[cutOff].WaitForOutputAsync("lost its lease");
        stage.Proxy.Thaw();

        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Slow_AllTheTime_OnlyTakesLonger()
    {
        await using var stage = await Stage.SetAsync(Options);
        stage.Proxy!.Slow(TimeSpan.FromMilliseconds(30));
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 200, chats: 40);

        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        // Nothing was lost on the way: each ran once.
        Assert.Equal(200, stage.History.Starts);
    }

    [Theory]
    [InlineData("EVALSHA")]
    [InlineData("BLMOVE")]
    public async Task HalfOpen_ConnectionThatFellSilentForGood_IsReplaced(string carrying)
    {
        await using var stage = await Stage.SetAsync(Options);
        await stage.Fleet.StartAsync();
        await stage.PushInTurnAsync(updates: 50, chats: 10);
        await stage.EmptyAsync();
        await Eventually.TrueAsync(async () => await BlockedAsync(stage) == 1);

        var before = stage.Proxy!.Accepted;
        stage.Proxy.Strand(carrying);
        await stage.PushInTurnAsync(updates: 50, chats: 10, firstId: 51);
        await stage.EmptyAsync();

        await stage.AllHandledAsync();
        await Eventually.TrueAsync(async () => stage.Proxy.Accepted > before && await BlockedAsync(stage) == 1);
    }

    [Fact]
    public async Task AnswersVanish_ThenTheConnectionIsReset_LosesNothing()
    {
        await using var stage = await Stage.SetAsync(Options);
        await stage.Fleet.StartAsync(2);
        for (var round = 0; round < 3; round++)
        {
            await stage.PushInTurnAsync(updates: 200, chats: 40, firstId: 1 + (round * 200));
            await stage.HandledAsync((round * 200) + 60);
            stage.Proxy!.DropAnswers();
            // A write whose answer was lost was repeated under a new name.
            var handled = stage.History.Handled;
            stage.Proxy.Cut();
            stage.Proxy.DropAnswers(false);
            stage.Proxy.Cut();
            await stage.HandledAsync(handled + 1);
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    // Those that wait for entries; another waits for timers.
    private static async Task<int> BlockedAsync(Stage stage)
    {
        var clients = (string)(await stage.Queue.Database.ExecuteAsync("CLIENT", "LIST"))!;
        return clients.Split('\n').Count(client =>
            client.Contains(" cmd=blmove", StringComparison.Ordinal) && client.Contains(" flags=b", StringComparison.Ordinal));
    }
}
