using System.Text;
using TgWorker.Core.FailedJobs;

namespace TgWorker.Testing.Conformance;

/// <summary>Failed jobs that are deleted for their age, and those that are brought back from a file.</summary>
internal sealed class PruningContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly DateTimeOffset Noon = new(2001, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Rule]
    public async Task Prune_Old_LeavesTheYoungAndThoseThatHoldALane()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "held" }, new("a", "a2"));
        await FailAsync(session, await ClaimOneAsync(session), holdLane: true);
        await FailedJobs.ImportAsync(Job("old", Noon), default);
        await FailedJobs.ImportAsync(Job("edge", Noon.AddHours(1)), default);

        Assert.Equal(1, await FailedJobs.PruneAsync(Noon.AddHours(1), default));
        Assert.Equal(["held", "edge"], await IdsAsync());

        Assert.Equal(1, await FailedJobs.PruneAsync(DateTimeOffset.MaxValue, default));
        Assert.Equal(["held"], await IdsAsync());
        Assert.Empty(await ClaimAsync(session));
    }

    [Rule]
    public async Task Import_Job_IsKeptByteForByteAndCanBeRetried()
    {
        var job = Job("u1", Noon.AddMicroseconds(7));
        Assert.True(await FailedJobs.ImportAsync(job, default));

        var found = await FailedJobs.FindAsync("u1", default);
        Assert.Equal(job with { Payload = default }, found! with { Payload = default });
        Assert.Equal(job.Payload.ToArray(), found.Payload.ToArray());

        Assert.True(await FailedJobs.RetryAsync("u1", atTail: false, default));
        Assert.Equal(["text"], await RunAllAsync(await JoinAsync()));
    }

    [Rule]
    public async Task Import_IdThatIsThere_LeavesItAsItIs()
    {
        await FailedJobs.ImportAsync(Job("u1", Noon), default);

        Assert.False(await FailedJobs.ImportAsync(Job("u1", Noon.AddDays(1)) with { Error = "another" }, default));
        Assert.Equal("boom", (await FailedJobs.FindAsync("u1", default))!.Error);
    }

    private async Task<List<string>> IdsAsync()
    {
        var ids = new List<string>();
        await foreach (var job in FailedJobs.ListAsync(default))
        {
            ids.Add(job.Id);
        }

        return ids;
    }

    private FailedJob Job(string id, DateTimeOffset failedAt) => new()
    {
        Id = id,
        Queue = Queue.Name,
        Lane = "lane",
        Bot = "bot",
        UpdateId = 5,
        FailedAt = failedAt,
        Attempts = 3,
        Error = "boom",
        Worker = "w",
        Payload = Encoding.Latin1.GetBytes($"bot|lane|5|{id}|0|text"),
    };
}
