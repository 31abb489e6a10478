using TgWorker.Core.Queues;
using TgWorker.Hosting.Reading;

namespace TgWorker.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("tgworker: --leese is not an option of 'tgworker'. Did you mean --lease?", "--leese", "3")]
    [InlineData("tgworker: --redsi is not an option of 'tgworker failed list'. Did you mean --redis?", "failed", "list",
        "--redsi=redis://:hunter2@x")]
    [InlineData("tgworker: 'stats' is not a command of 'tgworker'. Did you mean status?", "stats")]
    [InlineData("tgworker: 'retyr' is not a command of 'tgworker failed'. Did you mean retry?", "failed", "retyr", "all")]
    [InlineData("tgworker: 'rnu' is not a command of 'tgworker'. Did you mean run?", "help", "rnu")]
    [InlineData("tgworker: 'shwo' is not a command of 'tgworker chat'. Did you mean show?", "help", "chat", "shwo")]
    [InlineData("tgworker: --max is missing: the longest a queue may be, including delayed jobs and those in chats", "monitor")]
    [InlineData("tgworker: 'tgworker timers' needs a command: list, cancel", "timers")]
    [InlineData("tgworker: URL is missing: the public address, such as https://bot.example.org; {bot} stands for the bot's name; without a path it gets the receiver's", "webhook", "set")]
    [InlineData("tgworker: --span: '5h' is not known: give one of 1h, 6h, 24h, 72h", "history", "--span", "5h")]
    [InlineData("tgworker: 'tcsh' is not known: give one of bash, zsh, fish", "completion", "tcsh")]
    [InlineData("tgworker: --chat: 'x' is not a whole number", "timers", "list", "--chat", "x")]
    [InlineData("tgworker: --max: 'x' is not a whole number of 0 or more", "monitor", "--max", "x")]
    [InlineData("tgworker: --updates: '0' is not a whole number from 1 to 10000000", "bench", "--updates", "0")]
    [InlineData("tgworker: --lease: '0.1' is out of range: give 0.3 to 3600 seconds", "--lease", "0.1")]
    [InlineData("tgworker: --once: and --max-jobs cannot be used together: remove one of them", "--once", "--max-jobs", "2",
        "--handler", "none")]
    [InlineData("tgworker: --env: 'none.env': there is no such file", "failed", "--env", "none.env")]
    [InlineData("tgworker: --config: 'none.json': there is no such file", "status", "--config", "none.json")]
    [InlineData("tgworker: nothing is chosen to handle the updates: give --handlers FILE.dll, --forward-to URL, or --handler log to "
        + "only look at them.")]
    public async Task WrongUsage_OfAnyKind_IsExitCode2AndAClearLine(string expected, params string[] args)
    {
        Assert.Equal(2, await _run.RunAsync(args));

        Assert.Equal(expected, _run.Error.Split('\n')[0]);
        Assert.Equal("", _run.Out);
        Assert.Null(_run.Opened);
        Assert.DoesNotContain("hunter2", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("work", "--help")]
    [InlineData("failed", "show", "--help")]
    [InlineData("monitor", "-h")]
    [InlineData("help")]
    [InlineData("help", "run")]
    [InlineData("help", "failed", "show")]
    public async Task Help_OfAnyCommand_FitsATerminal(params string[] args)
    {
        Assert.Equal(0, await _run.RunAsync(args));

        Assert.Contains("Usage: tgworker", _run.Out, StringComparison.Ordinal);
        Assert.All(_run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Equal("", _run.Error);
    }

    [Fact]
    public async Task Help_BeforeACommand_IsThatOfTheCommand()
    {
        await _run.RunAsync("chat", "show", "--help");
        var expected = _run.Out;

        Assert.Equal(0, await _run.RunAsync("help", "chat", "show"));

        Assert.Equal(expected, _run.Out);
        Assert.Contains("Usage: tgworker chat show", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_AnOptionWithALongName_StandsApartFromItsText()
    {
        await _run.RunAsync("--help");

        Assert.Matches("--redis-password-file FILE *\n +file whose first line", _run.Out);
        Assert.All(_run.Out.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public async Task Help_OfTheProgram_HasEveryOptionWithItsDefault()
    {
        await _run.RunAsync("--help");

        foreach (var setting in SettingCatalog.All.Where(
            setting => setting.Flag is not null && setting.Section is not ("Receiver" or "Poller") && setting.Path != "Dashboard:Listen"))
        {
            Assert.Contains($"  {setting.Flag} ", _run.Out, StringComparison.Ordinal);
        }

        Assert.Contains("[64]", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("receive", "Receiver")]
    [InlineData("poll", "Poller")]
    [InlineData("dashboard", "Dashboard")]
    public async Task Help_OfWhatBringsUpdatesIn_HasItsOptions(string command, string section)
    {
        await _run.RunAsync(command, "--help");
        Assert.All(
            SettingCatalog.All.Where(setting => setting.Flag is not null && setting.Section == section),
            setting => Assert.Contains($"  {setting.Flag}", _run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_BeforeOrAfterTheCommand_ReachTheQueues()
    {
        await _run.RunAsync("--redis", "redis://a:1/2", "failed", "list", "--queue", "x,y", "--prefix", "p_");

        Assert.Equal("redis://a:1/2", _run.Opened!.Redis.ToString());
        Assert.Equal(["x", "y"], _run.Opened.Queue.Names);
        Assert.Equal("p_", _run.Opened.Prefix);
    }

    [Fact]
    public async Task EnvironmentFile_Named_IsRead()
    {
        await File.WriteAllTextAsync(_run.FilePath("tgook.env"), "REDIS_PREFIX=t_\n");

        Assert.Equal(0, await _run.RunAsync("failed", "--env", "tgook.env"));
        Assert.Equal("t_", _run.Opened!.Prefix);
    }

    [Fact]
    public async Task AppSettings_InTheWorkingDirectory_IsReadUnlessAnotherIsNamed()
    {
        await File.WriteAllTextAsync(_run.FilePath("appsettings.json"), """{ "Redis": { "Prefix": "here_" } }""");
        await File.WriteAllTextAsync(_run.FilePath("other.json"), """{ "Redis": { "Prefix": "other_" } }""");

        await _run.RunAsync("failed");
        Assert.Equal("here_", _run.Opened!.Prefix);
        await _run.RunAsync("failed", "--config", "other.json");
        Assert.Equal("other_", _run.Opened!.Prefix);
    }

    [Fact]
    public async Task Redis_OutOfReach_IsExitCode1AndSaysWhy()
    {
        _run.OpeningFails = new QueueUnavailableException("Redis at redis://h:1/2: connection refused");

        Assert.Equal(1, await _run.RunAsync("failed", "--redis", "redis://h:1/2"));
        Assert.Equal("tgworker: Redis at redis://h:1/2: connection refused\n", _run.Error);
    }

    [Fact]
    public async Task Redis_TooOld_IsExitCode2()
    {
        _run.OpeningFails = new QueueUnsupportedException("Redis 5.0 is too old: use 6.2 or newer.");

        Assert.Equal(2, await _run.RunAsync("status"));
        Assert.Equal("tgworker: Redis 5.0 is too old: use 6.2 or newer.\n", _run.Error);
    }
}
