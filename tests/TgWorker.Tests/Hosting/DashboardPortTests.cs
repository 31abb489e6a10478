using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Tests.Hosting;

public sealed class DashboardPortTests
{
    [Fact]
    public async Task Work_DashboardPort_ShowsTheQueueItWorksOn()
    {
        await using var redis = await RedisServer.StartAsync();

        await AssertShownAsync("work", "--handler", "none", "--redis", redis.Url);
    }

    [Fact]
    public async Task Run_DashboardPort_ShowsTheQueueInTheFile() =>
        await AssertShownAsync("run", "--handler", "none", "--sqlite", "bot.db", "--listen", "http://127.0.0.1:0", "--any-bot");

    private static async Task AssertShownAsync(params string[] command)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        await using var worker = WorkerProcess.Start([.. command, "--dashboard-port", port]);
        await worker.WaitForOutputAsync("Dashboard at");
        await worker.WaitForOutputAsync("Working on");

        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        foreach (var path in (string[])["workers", "workers.json"])
        {
            await Eventually.TrueAsync(
                async () => (await client.GetStringAsync(path)).Contains($"{worker.Id}", StringComparison.Ordinal), what: path);
        }

        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
