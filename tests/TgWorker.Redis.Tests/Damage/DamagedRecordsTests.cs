using TgWorker.Core.FailedJobs;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Damage;

/// <summary>One record that is not as it should be stops no tool.</summary>
public sealed class DamagedRecordsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("no line feed", 1e15)]
    [InlineData("no json\n{}", 1e15)]
    [InlineData("\n{}", 1e15)]
    [InlineData("null\n{}", 1e15)]
    [InlineData("{\"queue\":null}\n{}", 1e300)]
    [InlineData("{\"attempts\":\"many\"}\n{}", double.NegativeInfinity)]
    public async Task List_DamagedRecord_ShowsWhatThereIsAndTheOthers(string record, double score)
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        await AddAsync(queue, "bad", record, score);
        await AddAsync(queue, "good",
            "{\"queue\":\"q\",\"lane\":\"l\",\"bot\":\"b\",\"attempts\":1,\"error\":\"e\",\"worker\":\"w\"}\n{}", 1e15);

        var jobs = await ListAsync(queue);

        Assert.Equal(["bad", "good"], jobs.Select(job => job.Id).Order());
        Assert.InRange(jobs.Single(job => job.Id == "bad").FailedAt.AddHours(1).Year, 1, 9999);
        Assert.Equal(2, await queue.Queue.FailedJobs.FlushAsync(default));
        Assert.Empty(await ListAsync(queue));
    }

    [Fact]
    public async Task Flush_IdsWithoutRecords_Ends()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        for (var i = 0; i < 250; i++)
        {
            await queue.Database.SortedSetAddAsync(queue.Key + ":failed", $"gone-{i}", i);
        }

        Assert.Equal(250, await queue.Queue.FailedJobs.FlushAsync(default));
        Assert.Equal(0, await queue.Database.SortedSetLengthAsync(queue.Key + ":failed"));
    }

    [Fact]
    public async Task Import_WhatWasPutBackSince_IsNotAddedAgainUnasked()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        var session = await queue.Queue.JoinAsync(default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: "u-1"));
        await session.FailAsync(Assert.Single(await LaravelQueue.ClaimAsync(session)), new("It broke.", 1), takeNext: false, default);
        var exported = await ListAsync(queue);
        await queue.Queue.FailedJobs.RetryAsync(["u-1"], atTail: false, default);

        Assert.Equal(new ImportedJobs(0, 0, 1), await queue.Queue.FailedJobs.ImportAsync(exported, again: false, default));
        Assert.Equal(new ImportedJobs(1, 0, 0), await queue.Queue.FailedJobs.ImportAsync(exported, again: true, default));
        Assert.Equal(new ImportedJobs(0, 1, 0), await queue.Queue.FailedJobs.ImportAsync(exported, again: false, default));
    }

    // Six jobs of one chat ran side by side, each in the lane that its line named.
    [Fact]
    public async Task Import_LinesThatNameOtherLanes_AreSortedAnewWhenTheyAreRetried()
    {
        await using var queue = await LaravelQueue.StartAsync(redis);
        FailedJob[] jobs = [.. Enumerable.Range(1, 6).Select(i => new FailedJob
        {
            Id = $"id-{i}", Queue = "q", Lane = $"made:up:{i}", Bot = "main", UpdateId = i,
            FailedAt = DateTimeOffset.UnixEpoch.AddSeconds(i), Attempts = 1,
            Error = "e", Worker = "w", Payload = LaravelQueue.Job(LaravelQueue.Ours, i, uuid: $"id-{i}"),
        })];
        Assert.Equal(new ImportedJobs(6, 0, 0), await queue.Queue.FailedJobs.ImportAsync(jobs, again: false, default));

        await queue.Queue.FailedJobs.RetryAsync([.. jobs.Select(job => job.Id)], atTail: false, default);

        var session = await queue.Queue.JoinAsync(default);
        var delivery = Assert.Single(await LaravelQueue.ClaimAsync(session));
        Assert.Equal(("main:1", 1), (delivery.Lane, delivery.Job.UpdateId));
    }

    private static async Task AddAsync(LaravelQueue queue, string id, string record, double score)
    {
        await queue.Database.HashSetAsync(queue.Key + ":failed:jobs", id, record);
        await queue.Database.SortedSetAddAsync(queue.Key + ":failed", id, score);
    }

    private static async Task<List<FailedJob>> ListAsync(LaravelQueue queue)
    {
        var jobs = new List<FailedJob>();
        await foreach (var job in queue.Queue.FailedJobs.ListAsync(default))
        {
            jobs.Add(job);
        }

        return jobs;
    }
}
