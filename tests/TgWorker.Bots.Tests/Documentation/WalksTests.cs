using System.Globalization;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>
/// The README's first minute and the three pages that it sends its readers to, followed word by word: each command is taken from the page.
/// </summary>
public sealed class WalksTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private const string Sent = """{"ok":true,"result":{"message_id":2,"date":1795219800,"chat":{"id":7,"type":"private"},"text":"x"}}""";

    private readonly ReaderShell _shell = new();
    private readonly string _port = LoopbackPort.FindFree().ToString(CultureInfo.InvariantCulture);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Readme_FirstMinute()
    {
        var commands = PageCommands.Of("README.md", "## The first minute");
        Assert.Equal(["export", "dotnet", "dotnet"], commands.Select(command => command.Split(' ')[0]));
        await using var telegram = await StartTelegramAsync();

        // In a directory of its own, where the queue's file is made.
        await _shell.RunAsync(commands[0]);
        var worker = _shell.Start(commands[1], Directory.CreateDirectory(_shell.FilePath("here")).FullName);
        await worker.SaysAsync($"update {telegram.AddBot(Token).AddMessage(7)}: message");
        Assert.Equal(0, await worker.EndAsync());

        var (exitCode, output) = await _shell.RunAsync(commands[2].Replace("--for 10", "--for 1", StringComparison.Ordinal));
        Assert.Equal(0, exitCode);
        Assert.Contains("out of order: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstBot()
    {
        var commands = PageCommands.Of("docs/first-bot.md");
        Assert.Equal(
            ["cp -r", "export", "dotnet run", "dotnet new", "dotnet new", "dotnet test"],
            commands.Select(command => string.Join(
                ' ', command.Split(' ').Take(command.StartsWith("export", StringComparison.Ordinal) ? 1 : 2))));
        await using var telegram = await StartTelegramAsync();
        telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(call.Method == "sendMessage" ? (200, Sent) : null);

        Assert.Equal(0, (await _shell.RunAsync(commands[0])).ExitCode);
        Assert.True(File.Exists(_shell.FilePath("FirstBot/Program.cs")));
        await _shell.RunAsync(commands[1]);
        var bot = _shell.Start(commands[2]);
        telegram.AddBot(Token).AddMessage(7, "hello");
        await Eventually.TrueAsync(
            () => telegram.Calls.Any(call => call.Text == "You said: hello"), TimeSpan.FromMinutes(1), $"it answers, after {bot.Text}");
        Assert.Equal(0, await bot.EndAsync());
        Assert.True(File.Exists(_shell.FilePath("FirstBot/bot.db")));
    }

    [Fact]
    public async Task BesideTgook()
    {
        var commands = PageCommands.Of("docs/beside-tgook.md");
        Assert.Equal(
            ["dotnet publish", "out/tgworker work", "out/tgworker status", "out/tgworker doctor", "deploy/install.sh out",
                "systemctl enable", "out/tgworker drain"],
            commands.Select(command => string.Join(' ', command.Split(' ').Take(2))));
        await using var stage = await StageAsync();
        await StartEndpointAsync("python", "endpoint.py");

        await stage.PushTextAsync(7, "hello");
        var worker = _shell.Start(commands[1]);
        await stage.EmptyAsync(TimeSpan.FromMinutes(1));
        var (exitCode, output) = await _shell.RunAsync(commands[2]);
        Assert.Equal(0, exitCode);
        Assert.Contains("telegram_updates", output, StringComparison.Ordinal);
        Assert.InRange((await _shell.RunAsync(commands[3])).ExitCode, 0, 1);
        Assert.Equal(0, await worker.EndAsync());
        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);

        await stage.PushTextAsync(7, "left");
        Assert.Equal(0, (await _shell.RunAsync(commands[6])).ExitCode);
        Assert.Equal(1, (await stage.Queue.GetStatusAsync(default)).Pending);
    }

    [Theory]
    [InlineData("python", "endpoint.py")]
    [InlineData("php", "endpoint.php")]
    public async Task HttpEndpoint(string language, string file)
    {
        var commands = PageCommands.Of("docs/http-endpoint.md");
        Assert.Equal(["tgworker", "python3", "php"], commands.Select(command => command.Split(' ')[0]));
        await using var stage = await StageAsync();
        var endpoint = await StartEndpointAsync(language, file);

        await stage.PushTextAsync(7, "one");
        await stage.PushTextAsync(8, "two");
        var worker = _shell.Start(commands[0]);
        await endpoint.SaysAsync("main:7 91000000");
        await endpoint.SaysAsync("main:8 91000000");
        await stage.EmptyAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await worker.EndAsync());
        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
    }

    private const string Token = "123:token-of-the-reader";

    private async Task<BotApiServer> StartTelegramAsync()
    {
        var telegram = await BotApiServer.StartAsync();
        _shell.Instead["=TOKEN"] = "=" + Token;
        _shell.Variables["TGWORKER_TelegramBots__main__BaseUrl"] = telegram.Url;
        return telegram;
    }

    // The queue of a proxy that runs here, with its .env, and an endpoint's port that is free.
    private async Task<BotStage> StageAsync()
    {
        var stage = await BotStage.OpenAsync(redis);
        var file = _shell.FilePath("tgook.env");
        await File.WriteAllTextAsync(file, $"REDIS_URL={redis.Url}\nREDIS_PREFIX={stage.Prefix}\n");
        _shell.Instead["/etc/tgook/.env"] = file;
        _shell.Instead["127.0.0.1:8080"] = "127.0.0.1:" + _port;
        return stage;
    }

    private async Task<ReaderShell.RunningCommand> StartEndpointAsync(string language, string file)
    {
        var program = PageCommands.ProgramOf("docs/http-endpoint.md", language).Replace("8080", _port, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_shell.FilePath(file), program);
        var command = PageCommands.Of("docs/http-endpoint.md").Single(command => command.EndsWith(file, StringComparison.Ordinal));
        var endpoint = _shell.Start(command, _shell.FilePath("."));
        await Eventually.TrueAsync(ListensAsync, TimeSpan.FromSeconds(30), $"the endpoint listens, after {endpoint.Text}");
        return endpoint;
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", int.Parse(_port, CultureInfo.InvariantCulture));
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
