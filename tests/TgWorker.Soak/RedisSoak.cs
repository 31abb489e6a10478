using StackExchange.Redis;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Soak;

/// <summary>The soak on a Redis with a replica, behind a network that fails.</summary>
internal sealed class RedisSoak : ISoakStage
{
    private readonly Stage _stage;
    private readonly RedisServer _replica;

    private RedisSoak(Stage stage, RedisServer replica) => (_stage, _replica) = (stage, replica);

    public History History => _stage.History;

    public Script Script => _stage.Script;

    public Fleet Fleet => _stage.Fleet;

    public static async Task<ISoakStage> SetAsync(SoakOptions options)
    {
        var stage = await Stage.SetAsync(new StageOptions
        {
            Lease = TimeSpan.FromSeconds(2),
            Concurrency = 32,
            Fenced = true,
            Proxied = true,
            Redis = new RedisServerOptions { AppendOnly = true },
            Otherwise = Behaviour.Ok(),
            Environment = new Dictionary<string, string?> { ["TGWORKER_Redis__CommandTimeout"] = "0.5" },
            HistoryFile = options.HistoryFile,
        });

        // Made a replica by a command: as an argument it would be one again after every restart, whatever it was promoted to.
        return new RedisSoak(stage, await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true }));
    }

    public async Task PushAsync(IReadOnlyList<(long Chat, long UpdateId)> updates)
    {
        try
        {
            await _stage.PushAsync(updates);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new PushUncertainException(e);
        }
    }

    public async Task<IReadOnlyList<(string Name, Func<Task> Do)>> FaultsAsync(Supervisor supervisor, SemaphoreSlim pushing, Random random)
    {
        var workers = new WorkerFaults(Fleet, supervisor, random);
        var faults = new RedisFaults(_stage, _replica, workers, pushing, random);
        await faults.ReplicateAsync();
        return [.. workers.All, .. faults.All];
    }

    public Task EmptyAsync(TimeSpan patience) => _stage.EmptyAsync(patience);

    public async Task<(Judgement Judgement, Remains Remains)> JudgeAsync(CheckerOptions options) =>
        (await _stage.JudgeAsync(options), await _stage.Queue.ReadAsync());

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _replica.DisposeAsync();
    }
}
