using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class CommandTests
{
    [Theory]
    [InlineData("is open to others", "dashboard", "--listen", "http://0.0.0.0:0")]
    [InlineData("is not an address to listen on", "dashboard", "--listen", "https://127.0.0.1:0")]
    [InlineData("is not NAME:ROLE:HASH", "dashboard", "--user", "anna")]
    [InlineData("names 'anna' twice", "dashboard", "--user", "anna:admin:proxy", "--user", "anna:viewer:proxy")]
    public async Task Start_ThatWouldLetEverybodyIn_EndsWithOneLineAnd2(string expected, params string[] arguments)
    {
        var run = await WorkerProcess.RunAsync([.. arguments, "--sqlite", ":memory:"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.Errors.Split('\n'), line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("work", "--handler", "none")]
    [InlineData("run", "--handler", "none", "--listen", "http://127.0.0.1:0", "--insecure", "--any-bot")]
    public async Task Worker_ShowsItBesideItsWork_OnALoopbackPort(params string[] arguments)
    {
        // Nobody else is given the port within the moment that it is free.
        int port;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }

        await using var process = WorkerProcess.Start(
            [.. arguments, "--sqlite", "queue.db", "--dashboard-port", port.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForOutputAsync($"Dashboard at http://127.0.0.1:{port}");
        using var client = new HttpClient();
        var now = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"));

        Assert.Contains("tgworker", now, StringComparison.Ordinal);
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync());
    }

    [Fact]
    public async Task Dashboard_OfAFile_ListensAndEndsOnATerm()
    {
        await using var process = WorkerProcess.Start("dashboard", "--sqlite", "queue.db", "--listen", "http://127.0.0.1:0");
        var line = await process.WaitForOutputAsync("Dashboard at ");
        using var client = new HttpClient();
        var url = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim();
        using var page = await client.GetAsync(new Uri(url));
        using var watched = await client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Accept", "text/event-stream" } } },
            HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (page.StatusCode, watched.Content.Headers.ContentType!.MediaType));
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync());
    }
}
