using System.Text.Json.Nodes;
using StackExchange.Redis;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Measuring;

public sealed class BenchCommandTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Bench_OnARedisInUse_MeasuresAndRemovesItsKeysOnly()
    {
        await using var connection = await RedisClient.ConnectAsync(redis.Configuration);
        var database = connection.Database;
        var mine = redis.NewPrefix() + "mine";
        await database.StringSetAsync(mine, "kept");

        var run = await WorkerProcess.RunAsync("bench", "--redis", redis.Url, "--updates", "300", "--json");

        Assert.True(run.ExitCode == 0, run.Errors);
        var found = JsonNode.Parse(run.Output)!;
        Assert.Equal(300, (int)found["updates"]!);
        Assert.All(
            [found["updates_per_second"], found["allocated_per_update"], found["latency_idle_ms"]!["p50"],
                found["latency_half_load_ms"]!["p99_9"]],
            number => Assert.True((double)number! > 0, run.Output));
        Assert.Equal("kept", await database.StringGetAsync(mine));
        Assert.Empty((RedisResult[])(await database.ExecuteAsync("KEYS", "tgworker-bench:*"))!);
    }

    [Fact]
    public async Task Bench_OnAFile_MeasuresBesideItAndLeavesItAlone()
    {
        var directory = Directory.CreateTempSubdirectory("tgworker-bench-");
        try
        {
            var run = await WorkerProcess.RunAsync(
                "bench", "--sqlite", Path.Combine(directory.FullName, "bot.db"), "--updates", "300", "--json");

            Assert.True(run.ExitCode == 0, run.Errors);
            var found = JsonNode.Parse(run.Output)!;
            Assert.Equal(300, (int)found["updates"]!);
            Assert.All(
                [found["updates_per_second"], found["bare_per_second"], found["cpu_per_100k"], found["largest_file_bytes"]],
                number => Assert.True((double)number! > 0, run.Output));
            Assert.Empty(directory.EnumerateFiles());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Bench_RedisIsNotThere_FailsInOneLine()
    {
        var run = await WorkerProcess.RunAsync("bench", "--redis", "redis://127.0.0.1:1");

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Errors.Split('\n'));
        Assert.StartsWith("tgworker: ", run.Errors, StringComparison.Ordinal);
    }
}
