using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Cli;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Doctor_FirstTheWrongPrefixThenWhatItAdvises_ExitsWith1ThenTheUpdatesAreFound()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        var body = _run.FilePath("update.json");
        await File.WriteAllBytesAsync(body, Fixtures.TgookBody("01_text_private"));
        Assert.Equal(0, (await WorkerProcess.RunAsync("push", body, "--redis", redis.Url, "--prefix", "Shop-database-")).ExitCode);

        var wrong = await WorkerProcess.RunAsync("doctor", "--redis", redis.Url);

        Assert.Equal((1, ""), (wrong.ExitCode, wrong.Errors));
        Assert.StartsWith("elsewhere: Shop-database-queues:telegram_updates\n  seen: 1 entries with Telegram updates stand there",
            wrong.Output, StringComparison.Ordinal);
        Assert.Contains("--prefix Shop-database- --queue telegram_updates", wrong.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 thing is wrong.", wrong.Output, StringComparison.Ordinal);

        Assert.Equal(1, await _run.RunAsync("doctor", "--json", "--redis", redis.Url, "--prefix", "Shop-database-"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal("consumers", Assert.Single(json.RootElement.EnumerateArray()).GetProperty("check").GetString());

        Assert.Equal(0, (await WorkerProcess.RunAsync("--once", "--handler", "none", "--redis", redis.Url, "--prefix", "Shop-database-"))
            .ExitCode);
        Assert.Equal(0, await _run.RunAsync("doctor", "--redis", redis.Url, "--prefix", "Shop-database-"));
        Assert.StartsWith("Nothing is wrong with redis://127.0.0.1:", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NobodyWhereUpdatesAreForwardedTo_IsFoundWithoutThePath()
    {
        await using var redis = await RedisServer.StartAsync();
        using var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();

        _run.Variables["TGWORKER_Forward__To"] = $"http://127.0.0.1:{port}/bot1:secret";

        Assert.Equal(1, await _run.RunAsync("doctor", "--json", "--redis", redis.Url));

        using var json = JsonDocument.Parse(_run.Out);
        var finding = json.RootElement.EnumerateArray().Single(finding => finding.GetProperty("check").GetString() == "forward");
        Assert.Contains("nobody answers there: ConnectionRefused", finding.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WrongConfiguration_IsExitCode2() => Assert.Equal(2, await _run.RunAsync("doctor", "--prefix"));
}
