using System.Net;
using System.Net.Sockets;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

public sealed class HealthPortTests
{
    // It ended with 0, and systemd started it again and again "successfully".
    [Fact]
    public async Task Work_HealthPortIsTaken_ExitsWith1()
    {
        await using var redis = await RedisServer.StartAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var run = await WorkerProcess.RunAsync(
            "work", "--handler", "none", "--redis", redis.Url, "--health-port", $"{((IPEndPoint)other.LocalEndpoint).Port}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("another program has it", run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(" at System.", run.Output + run.Errors, StringComparison.Ordinal); // One line, no stack.
    }
}
