using System.Net;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class CommandTests
{
    [Theory]
    [InlineData("is open to others", "dashboard", "--listen", "http://0.0.0.0:0")]
    [InlineData("is no address to listen on", "dashboard", "--listen", "https://127.0.0.1:0")]
    [InlineData("is not NAME:ROLE:HASH", "dashboard", "--user", "anna")]
    [InlineData("names 'anna' twice", "dashboard", "--user", "anna:admin:proxy", "--user", "anna:viewer:proxy")]
    public async Task Start_ThatWouldLetEverybodyIn_EndsWithOneLineAnd2(string expected, params string[] arguments)
    {
        var run = await WorkerProcess.RunAsync([.. arguments, "--sqlite", ":memory:"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.Errors.Split('\n'), line => line.Contains(expected, StringComparison.Ordinal));
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
