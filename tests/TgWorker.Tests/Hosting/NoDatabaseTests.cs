using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>A database number that the server does not have.</summary>
public sealed class NoDatabaseTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData(2, "status")]
    [InlineData(2, "pause")]
    [InlineData(2, "continue")]
    [InlineData(2, "restart")]
    [InlineData(2, "drain")]
    [InlineData(2, "failed", "list")]
    [InlineData(2, "failed", "prune", "--hours", "1")]
    [InlineData(2, "work", "--handler", "none")]
    [InlineData(1, "doctor")]
    public async Task EveryCommand_SaysSoInOneLine(int exitCode, params string[] command)
    {
        var run = await WorkerProcess.RunAsync([.. command, "--redis", redis.Url.TrimEnd('/') + "/99"]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Single((run.Output + "\n" + run.Errors).Split('\n'), line => line.Contains("it has no database", StringComparison.Ordinal));
        Assert.Contains("correct REDIS_DB or the end of --redis, as in redis://host:6379/0", run.Output + run.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
    }
}
