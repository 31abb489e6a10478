using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>What the commands say behind Sentinels.</summary>
public sealed class SentinelProcessTests(SentinelProcessTests.Fixture fixture) : IClassFixture<SentinelProcessTests.Fixture>
{
    private SentinelSetup Setup => fixture.Setup;

    [Fact]
    public async Task RightPasswords_EveryCommandWorks()
    {
        var body = Path.GetTempFileName();
        await File.WriteAllBytesAsync(body, Fixtures.TgookBody("01_text_private"));
        var push = await RunAsync("push", body);
        var status = await RunAsync("status");
        var work = await RunAsync("--handler", "none", "--stop-when-empty");
        var doctor = await RunAsync("doctor");

        Assert.Equal((0, 0, 0), (push.ExitCode, status.ExitCode, work.ExitCode));
        Assert.Contains($"at sentinel://{Setup.Address}/0 (primary behind Sentinel; no TLS, user default with password; "
            + $"StackExchange.Redis 3.", work.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", doctor.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", push.Output + status.Output + work.Output + work.Errors + doctor.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("doctor")]
    [InlineData("work")]
    public async Task EveryTrouble_IsOneLineThatNamesItAndTheWayOut(string command)
    {
        await AssertSaysAsync(command, "refused the user or password: correct REDIS_PASSWORD", redis: "wrong");
        await AssertSaysAsync(command, "it wants a password, and none is given: set REDIS_PASSWORD", redis: null);
        await AssertSaysAsync(command, "refused the user or password: correct Redis:SentinelUser and Redis:SentinelPassword",
            sentinel: "wrong");
        await AssertSaysAsync(command, "wants a password, and none is given: set Redis:SentinelPassword", sentinel: null);
        await AssertSaysAsync(command, "knows no primary 'nobody': correct the name before the @ in --sentinel",
            address: Setup.Address.Replace("mymaster", "nobody", StringComparison.Ordinal));
        await AssertSaysAsync(command,
            "no Sentinel answers at 127.0.0.1:1 (Connection refused): start the Sentinels, or correct --sentinel",
            address: "mymaster@127.0.0.1:1");
        await AssertSaysAsync(command,
            $"what listens at 127.0.0.1:{Setup.Servers[0].Port} is not a Sentinel: correct host and port in --sentinel",
            address: $"mymaster@127.0.0.1:{Setup.Servers[0].Port}", sentinel: "hunter2");
    }

    private async Task AssertSaysAsync(
        string command, string expected, string? redis = "hunter2", string? sentinel = "hunter3", string? address = null,
        string database = "0")
    {
        // A worker goes on trying; all others end.
        string[] arguments = command == "work" ? ["work", "--handler", "none"] : [command];
        await using var process = WorkerProcess.Start(Options(arguments, redis, sentinel, address, database));
        if (command == "work")
        {
            Assert.Contains(expected, await process.WaitForOutputAsync("The queue is not available yet"), StringComparison.Ordinal);
            return;
        }

        Assert.Equal(1, await process.WaitForExitAsync());
        var said = string.Join(' ', process.Output.Concat(process.Errors).Select(line => line.Trim()));
        Assert.Contains(command == "doctor" ? expected.Split(": ")[0] : expected, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", said, StringComparison.Ordinal);
    }

    private async Task<WorkerRun> RunAsync(params string[] arguments)
    {
        await using var process = WorkerProcess.Start(Options(arguments, "hunter2", "hunter3", null, "0"));
        var code = await process.WaitForExitAsync();
        return new WorkerRun(code, string.Join('\n', process.Output), string.Join('\n', process.Errors));
    }

    private WorkerProcessOptions Options(string[] arguments, string? redis, string? sentinel, string? address, string database) => new()
    {
        Arguments = [.. arguments, "--sentinel", address ?? Setup.Address],
        Environment = new Dictionary<string, string?>
        {
            ["REDIS_PASSWORD"] = redis, ["TGWORKER_Redis__SentinelPassword"] = sentinel, ["REDIS_DB"] = database,
        },
    };

    public sealed class Fixture : IAsyncLifetime
    {
        public SentinelSetup Setup { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Setup = await SentinelSetup.StartAsync(
                new SentinelSetupOptions { Replicas = 1, Sentinels = 1, Password = "hunter2", SentinelPassword = "hunter3" });

        public Task DisposeAsync() => Setup.DisposeAsync().AsTask();
    }
}
