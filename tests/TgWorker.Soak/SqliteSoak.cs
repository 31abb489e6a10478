using TgWorker.Core.Queues;
using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;

namespace TgWorker.Soak;

/// <summary>The soak on a file that several processes share, on a disk that gets full.</summary>
internal sealed class SqliteSoak : ISoakStage
{
    private readonly SqliteStage _stage;
    private readonly FillableDisk _disk;

    private SqliteSoak(SqliteStage stage, FillableDisk disk) => (_stage, _disk) = (stage, disk);

    public History History => _stage.History;

    public Script Script => _stage.Script;

    public Fleet Fleet => _stage.Fleet;

    public static async Task<ISoakStage> SetAsync(SoakOptions options)
    {
        var disk = await FillableDisk.OpenAsync(options.Disk);
        var stage = await SqliteStage.SetAsync(
            new StageOptions
            {
                Lease = TimeSpan.FromSeconds(2), Concurrency = 32, Fenced = true, Otherwise = Behaviour.Ok(),
                HistoryFile = options.HistoryFile,
            },
            disk.Directory);
        return new SqliteSoak(stage, disk);
    }

    public async Task PushAsync(IReadOnlyList<(long Chat, long UpdateId)> updates)
    {
        try
        {
            await _stage.PushAsync(updates);
        }
        catch (QueueUnavailableException e)
        {
            throw new PushUncertainException(e);
        }
    }

    public Task<IReadOnlyList<(string Name, Func<Task> Do)>> FaultsAsync(Supervisor supervisor, SemaphoreSlim pushing, Random random)
    {
        var workers = new WorkerFaults(Fleet, supervisor, random);
        return Task.FromResult<IReadOnlyList<(
            string, Func<Task>)>>([.. workers.All, .. new SqliteFaults(_stage, _disk, workers, random).All]);
    }

    public Task EmptyAsync(TimeSpan patience) => _stage.EmptyAsync(patience);

    public Task<(Judgement Judgement, Remains Remains)> JudgeAsync(CheckerOptions options) => _stage.JudgeAsync(options);

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _disk.DisposeAsync();
    }
}
