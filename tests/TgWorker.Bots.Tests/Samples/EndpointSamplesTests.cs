using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>The samples in other languages: each with its own tests, and behind the real program.</summary>
public sealed class EndpointSamplesTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private const string Flood =
        """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}""";

    private const string Blocked = """{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-endpoint-");
    private readonly string _port = LoopbackPort.FindFree().ToString(CultureInfo.InvariantCulture);
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("PythonEndpoint", "python3", "-B", "-m", "unittest")]
    [InlineData("PhpEndpoint", "php", "test.php")]
    public async Task Sample_ItsOwnTests_Pass(string sample, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = SourceTree.File("samples", sample), RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output + await errors);
    }

    [Theory]
    [InlineData("PythonEndpoint", "/telegram", "You said: {0}", "python3", "-B", "bot.py")]
    [InlineData("PhpEndpoint", "/telegram", "You said: {0}", "php", "-S", "{address}", "index.php")]
    [InlineData("LaravelBeside", "/api/telegram", "1: {0}", "php", "-S", "{address}", "{laravel}")]
    public async Task Sample_BehindTheWorker_AnswersInOrderAndAFloodWaitsInItsChatAlone(
        string sample, string path, string said, string program, params string[] arguments)
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var floods = 1;
        stage.Telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(
            call.ChatId == 9 ? (403, Blocked) : call.ChatId == 7 && Interlocked.Decrement(ref floods) >= 0 ? (429, Flood) : null);
        await StartAsync(stage, sample, program, arguments);

        await stage.PushTextAsync(7, "a");
        await stage.PushTextAsync(8, "b");
        await stage.PushTextAsync(9, "c");
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--forward-to", $"http://127.0.0.1:{_port}{path}", "--stop-when-empty"],
            Environment = stage.Environment,
        });
        await stage.EmptyAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(
            [string.Format(CultureInfo.InvariantCulture, said, "a"), string.Format(CultureInfo.InvariantCulture, said, "a")],
            stage.Telegram.Calls.Where(call => call.ChatId == 7).Select(call => call.Text));
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, said, "b"),
            Assert.Single(stage.Telegram.Calls, call => call.ChatId == 8).Text);
        var failed = Assert.Single(await stage.Queue.FailedJobs.ListAsync(default).ToListAsync());
        Assert.Equal("main:9", failed.Lane);
        Assert.Contains("422", failed.Error, StringComparison.Ordinal);
    }

    private async Task StartAsync(BotStage stage, string sample, string program, string[] arguments)
    {
        var folder = SourceTree.File("samples", sample);
        var start = new ProcessStartInfo(program, arguments.Select(argument => argument
            .Replace("{address}", "127.0.0.1:" + _port, StringComparison.Ordinal)
            .Replace("{laravel}", Path.Combine(AppContext.BaseDirectory, "Samples/Laravel/public.php"), StringComparison.Ordinal)))
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["BOT_TOKEN"] = "1:test", ["TELEGRAM_URL"] = stage.Telegram.Url, ["PORT"] = _port, ["SAMPLE"] = folder,
            ["DATABASE"] = Path.Combine(_directory.FullName, "done.db"), ["DONE"] = Path.Combine(_directory.FullName, "done"),
            ["CACHE"] = Path.Combine(_directory.FullName, "cache"),
        })
        {
            start.Environment[name] = value;
        }

        _started.Add(Process.Start(start)!);
        await Eventually.TrueAsync(ListensAsync, TimeSpan.FromSeconds(30), $"{sample} listens");
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", int.Parse(_port, CultureInfo.InvariantCulture));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
