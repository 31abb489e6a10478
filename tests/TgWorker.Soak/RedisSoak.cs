using StackExchange.Redis;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Soak;

/// <summary>The soak on a Redis with a replica: behind a network that fails for some workers, behind Sentinels for the others.</summary>
internal sealed class RedisSoak : ISoakStage
{
    private readonly Stage _stage;
    private HostileEntries? _hostile;

    private RedisSoak(Stage stage) => _stage = stage;

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
            // Nothing but a fault that is meant to makes another server the primary.
            Sentinels = new SentinelSetupOptions
            {
                Replicas = 1, DownAfter = SentinelFaults.NeverDown, FailoverTimeout = TimeSpan.FromSeconds(3),
            },
            Otherwise = Behaviour.Ok(),
            Environment = new Dictionary<string, string?> { ["TGWORKER_Redis__CommandTimeout"] = "0.5" },
            HistoryFile = options.HistoryFile,
        });

        return new RedisSoak(stage);
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
        var servers = new SoakServers(_stage, workers, pushing);
        _hostile = new HostileEntries(_stage, random);
        await servers.ReplicateAsync();
        return
        [
            .. workers.All, .. new RedisFaults(servers, _stage, workers, random).All, .. new SentinelFaults(servers, _stage).All,
            .. new SettingsFaults(_stage).All, ("hostile entries", _hostile.PushAsync),
        ];
    }

    public Task EmptyAsync(TimeSpan patience) => _stage.EmptyAsync(patience);

    public async Task<(Judgement Judgement, Remains Remains)> JudgeAsync(CheckerOptions options)
    {
        await (_hostile?.AssertFailedAsync() ?? Task.CompletedTask);
        var remains = await _stage.Queue.ReadAsync();
        return (await _stage.JudgeAsync(options), remains with { Failed = remains.Failed.Where(update => update >= 0).ToHashSet() });
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();
}
