using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

/// <summary>A user of Redis with the rights that docs/operating.md gives it, word for word.</summary>
public sealed class AclRightsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgworker-acl-");
    private RedisServer _redis = null!;

    private string Url => $"redis://tgworker:PASSWORD@{_redis.Host}:{_redis.Port}/0";

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task DocumentedRights_AreEnoughForWorkersAndOperators()
    {
        var line = File.ReadLines(SourceTree.File("docs", "operating.md"))
            .Single(line => line.StartsWith("    ACL SETUSER", StringComparison.Ordinal));
        Assert.Equal("OK", (await SendAsync(line.Trim().Split(' '))).TrimStart('+'));
        var update = Path.Combine(_folder.FullName, "update.json");
        await File.WriteAllTextAsync(update, """{"update_id":1,"message":{"chat":{"id":5}}}""");

        foreach (var command in (string[])[
            $"push {update}", "work --handler none --stop-when-empty", $"push {update}", "status", "failed", "failed retry all",
            "chat show main:5", "chat pause main:5", "chat continue main:5", "timers list", "history", "pause",
            "continue", "drain", "clear --force"])
        {
            var run = await WorkerProcess.RunAsync([.. command.Split(' '), "--redis", Url]);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Output}{run.Errors}");
        }

        var doctor = await WorkerProcess.RunAsync("doctor", "--redis", Url);
        Assert.DoesNotContain("rights:", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("reason", await SendAsync(["ACL", "LOG"]), StringComparison.Ordinal); // Nothing was refused.
    }

    [Fact]
    public async Task TooFewRights_AreSaidWithTheWayOut()
    {
        await SendAsync("ACL SETUSER tgworker on >PASSWORD ~other:* +@all".Split(' '));

        var run = await WorkerProcess.RunAsync("status", "--redis", Url);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("docs/operating.md", run.Errors, StringComparison.Ordinal);
    }

    private Task<string> SendAsync(string[] words) => RawRedis.SendAsync(_redis.Host, _redis.Port, words[0], [.. words[1..]]);
}
