using StackExchange.Redis;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Cli;

/// <summary>The way of failed jobs through a real Redis and real processes.</summary>
public sealed class FailedJobsProcessTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task FailedJobs_ExportedFlushedImportedRetriedPruned_AreTheSameBytes()
    {
        var prefix = redis.NewPrefix();
        string[] queue = ["--redis", redis.Url, "--prefix", prefix];
        using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        byte[][] entries = [[0x7b, 0xff, 0x0a, 0x00], "{\"update_id\":\"no number\"} \ud83d\ude00"u8.ToArray()];
        await database.ListRightPushAsync(prefix + "queues:telegram_updates", [.. entries.Select(entry => (RedisValue)entry)]);
        Assert.Equal(0, (await WorkerProcess.RunAsync(["--handler", "none", "--stop-when-empty", .. queue])).ExitCode);

        var groups = await WorkerProcess.RunAsync(["failed", "groups", .. queue]);
        Assert.Equal(2, await database.SortedSetLengthAsync(prefix + "queues:telegram_updates:failed"));
        Assert.Contains("telegram_updates", groups.Output, StringComparison.Ordinal);

        var file = Path.GetTempFileName();
        File.Delete(file);
        try
        {
            Assert.Equal(0, (await WorkerProcess.RunAsync(["failed", "export", file, .. queue])).ExitCode);
            Assert.Equal(0, (await WorkerProcess.RunAsync(["failed", "prune", "--hours", "0", .. queue])).ExitCode);
            Assert.Equal(0, await database.HashLengthAsync(prefix + "queues:telegram_updates:failed:jobs"));
            Assert.Equal("2 jobs added.", (await WorkerProcess.RunAsync(["failed", "import", file, .. queue])).Output);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal("2 jobs put back.", (await WorkerProcess.RunAsync(["failed", "retry", "--since", "1h", .. queue])).Output);
        Assert.Equal("telegram_updates: 2 jobs put back on the list", (await WorkerProcess.RunAsync(["drain", .. queue])).Output);
        var back = await database.ListRangeAsync(prefix + "queues:telegram_updates");
        Assert.Equal(entries.Select(Convert.ToHexString).Order(), back.Select(entry => Convert.ToHexString((byte[])entry!)).Order());
    }

    [Fact]
    public async Task KeepFor_Over_TheWorkerDeletesThem()
    {
        var prefix = redis.NewPrefix();
        using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        await database.ListRightPushAsync(prefix + "queues:telegram_updates", "unreadable");
        string[] queue = ["--handler", "none", "--redis", redis.Url, "--prefix", prefix];
        await WorkerProcess.RunAsync(["--stop-when-empty", .. queue]);
        Assert.Equal(1, await database.SortedSetLengthAsync(prefix + "queues:telegram_updates:failed"));

        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = queue,
            Environment = new Dictionary<string, string?> { ["TGWORKER_Failed__KeepFor"] = "0.001" },
        });

        await worker.WaitForOutputAsync("1 failed jobs deleted that were older than");
        Assert.Equal(0, await database.SortedSetLengthAsync(prefix + "queues:telegram_updates:failed"));
    }
}
