using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Proof.Tests.Faults;

/// <summary>What happens to the server itself.</summary>
public class RedisTests
{
    private static readonly Dictionary<string, string?> Impatient = new() { ["TGWORKER_Redis__CommandTimeout"] = "0.5" };
    private static readonly Behaviour Quick = Behaviour.Ok(TimeSpan.FromMilliseconds(3));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_WithAppendOnlyFile_LosesNothing(bool crash)
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Otherwise = Quick, Redis = new RedisServerOptions { AppendOnly = true } });
        await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 800, chats: 40);
        await stage.HandledAsync(100);

        if (crash)
        {
            await stage.Redis.KillAsync();
        }

        await stage.Redis.RestartAsync();
        await stage.MoveToAsync(stage.Redis);
        await stage.PushInTurnAsync(updates: 200, chats: 40, firstId: 801);

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Restart_WithoutItsData_IsSurvivedAndNeverRunsMoreHandlersThanThereAreSlots()
    {
        await using var stage = await Stage.SetAsync(
            new StageOptions { Concurrency = 4, Tries = 0, Backoff = TimeSpan.FromSeconds(0.2), Lease = TimeSpan.FromSeconds(2) });
        stage.Script.Otherwise = new Behaviour.Answer(500);
        await stage.Fleet.StartAsync();
        await stage.PushInTurnAsync(updates: 12, chats: 12);
        await Eventually.TrueAsync(() => stage.History.Starts > 30);

        // Everything is gone, the updates that wait in the worker for their next try too.
        await stage.Queue.Database.ExecuteAsync("FLUSHALL");
        await stage.Fleet[stage.Fleet.Names[0]].WaitForOutputAsync("lost its lease");
        stage.Script.Otherwise = Behaviour.Ok(TimeSpan.FromMilliseconds(50));
        await stage.PushInTurnAsync(updates: 200, chats: 50, firstId: 1001);
        await stage.EmptyAsync();

        var later = stage.History.Read().Runs.Where(run => run.UpdateId > 1000).ToArray();
        Assert.Equal(200, later.Length);
        Assert.InRange(MostAtOnce(later), 1, 4);
    }

    [Fact]
    public async Task ScriptFlush_UnderLoad_IsNotNoticed()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick });
        await stage.Fleet.StartAsync(2);
        for (var flush = 0; flush < 10; flush++)
        {
            await stage.PushInTurnAsync(updates: 200, chats: 40, firstId: 1 + (flush * 200));
            await stage.HandledAsync((flush * 200) + 60);
            await stage.Queue.Database.ExecuteAsync("SCRIPT", "FLUSH");
        }

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        Assert.Equal(2000, stage.History.Starts);
    }

    [Fact]
    public async Task Frozen_ForLongerThanTheLease_LosesNothing()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick, Fenced = true, Environment = Impatient });
        var workers = await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 800, chats: 40);
        await stage.HandledAsync(100);

        stage.Redis.Pause();
        foreach (var worker in workers)
        {
            await stage.Fleet[worker].WaitForOutputAsync("lost its lease");
        }

        stage.Redis.Resume();
        await stage.EmptyAsync();
        await stage.AllHandledAsync();
    }

    [Fact]
    public async Task Failover_ToAReplicaThatHasEverything_LosesNothingAndKeepsOrder()
    {
        await using var stage = await Stage.SetAsync(new StageOptions { Otherwise = Quick, Proxied = true, Environment = Impatient });
        await using var replica = await RedisServer.StartAsync(new RedisServerOptions { ReplicaOf = stage.Redis });
        var workers = await stage.Fleet.StartAsync(2);
        await stage.PushInTurnAsync(updates: 800, chats: 40);
        await stage.HandledAsync(200);

        await stage.Proxy!.RefuseAsync();
        await Eventually.EqualAsync(1, async () => (int)await stage.Queue.Database.ExecuteAsync("WAIT", 1, 1000));
        await stage.Redis.KillAsync();
        await PromoteAsync(replica);
        await stage.MoveToAsync(replica);
        stage.Proxy.Retarget(replica.Host, replica.Port);
        stage.Proxy.Accept();
        await stage.PushInTurnAsync(updates: 200, chats: 40, firstId: 801);

        await stage.EmptyAsync();
        await stage.AllHandledAsync();
        Assert.All(workers, worker => Assert.False(stage.Fleet[worker].HasExited));
    }

    private static async Task PromoteAsync(RedisServer replica)
    {
        await using var connection = await RedisClient.ConnectAsync(replica.Configuration);
        await connection.Database.ExecuteAsync("REPLICAOF", "NO", "ONE");
    }

    private static int MostAtOnce(IReadOnlyCollection<Run> runs)
        => runs.Max(run => runs.Count(other => other.Started <= run.Started && other.Ended > run.Started));
}
