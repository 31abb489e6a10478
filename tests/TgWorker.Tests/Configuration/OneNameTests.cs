using Microsoft.Extensions.Configuration;
using TgWorker.Hosting;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;
using TgWorker.Tests.Hosting;

namespace TgWorker.Tests.Configuration;

/// <summary>A setting has the same names in the executable and in a host of your own, and a file of the one does for the other.</summary>
public sealed class OneNameTests : IDisposable
{
    private readonly OptionsSources _sources = new();

    public void Dispose() => _sources.Dispose();

    [Theory]
    [InlineData("TGWORKER_Queue__Lease", "3")]
    [InlineData("TgWorker__Queue__Lease", "3")]
    [InlineData("TGWORKER__QUEUE__LEASE", "3")]
    [InlineData("TelegramBots__main__Token", "1:a")]
    [InlineData("TGWORKER_TelegramBots__main__Token", "1:a")]
    [InlineData("REDIS_URL", "redis://elsewhere:7000/1")]
    [InlineData("TELEGRAM_UPDATES_QUEUE_NAME", "a,b")]
    public async Task Variable_InHostAndExecutable_MeansTheSame(string name, string value)
    {
        _sources.Variables[name] = value;
        var executable = _sources.Options();
        using var run = new HostRun((name.Replace("__", ":", StringComparison.Ordinal), value));
        run.Builder.AddTgWorker().OnFallback(() => { });
        await run.RunAsync();

        Assert.All(SettingCatalog.All, setting => Assert.Equal(setting.TextIn(executable), setting.TextIn(run.Options!)));
        Assert.NotEqual(Values(new TgWorkerOptions()), Values(executable));
        Assert.Equal(Values(executable), Values(run.Options!));
    }

    [Fact]
    public void File_OfAHost_DoesForTheExecutableToo()
    {
        _sources.AppSettings = """{ "TgWorker": { "Queue": { "Names": ["a", "b"] } }, "TelegramBots": { "main": { "Token": "1:a" } } }""";

        Assert.Equal(["a", "b"], _sources.Options().Queue.Names);
        Assert.Equal("1:a", _sources.Options().Bots["main"].Token);
    }

    [Fact]
    public void SectionOfAModule_IsRefusedOnlyWhereThereIsNoModule()
    {
        _sources.AppSettings = """{ "EchoBot": { "Greeting": "Hi" } }""";
        Assert.Equal("appsettings.json EchoBot: is not a setting.", Assert.Single(_sources.Problems()));

        _sources.CommandLine["--handlers"] = "EchoBot.dll";
        _sources.AppSettings = """{ "EchoBot": { "Greeting": "Hi" }, "Reids": { "Host": "x" } }""";
        var loaded = _sources.Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal("Hi", loaded.Configuration["EchoBot:Greeting"]);
        Assert.Equal("appsettings.json Reids: is left to the module. Did you mean Redis?", Assert.Single(loaded.Warnings).ToString());
    }

    [Fact]
    public void List_InTwoFilesOfAHost_IsTheLaterFilesWhole()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("TgWorker:Queue:Names:0", "a"), new("TgWorker:Queue:Names:1", "b")])
            .AddInMemoryCollection([new("TgWorker:Queue:Names:0", "c")])
            .Build();

        Assert.Equal(["c"], HostSettings.Load(configuration, new HostPlan()).Options.Queue.Names);
    }

    [Fact]
    public void SettingsFile_WhereTheUserHappensToBe_IsNotRead()
    {
        _sources.InWorkingDirectory("""{ "Redis": { "Host": "evil.example" } }""");

        var loaded = _sources.Load();

        Assert.Equal("127.0.0.1", loaded.Options.Redis.Host);
        Assert.Equal(
            "appsettings.json: the one in the working directory is not read: add --config appsettings.json to use it",
            Assert.Single(loaded.Warnings).ToString());
    }

    [Theory]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Information" } }, "AllowedHosts": "*" }""")] // Any ASP.NET project's.
    [InlineData("""{ "$comment": "nothing", } // and a comment""")]
    [InlineData("\uFEFF{}")]
    [InlineData("")]
    public void SettingsFile_WhereTheUserHappensToBe_ThatIsNotAboutUs_NeedsNoWord(string file)
    {
        _sources.InWorkingDirectory(file);

        Assert.Empty(_sources.Load().Warnings);
    }

    [Theory]
    [InlineData("""{ "TelegramBots": { "main": { "Token": "1:a" } } }""")]
    [InlineData("""{ "TgWorker": { "Redis": { "Host": "x" } } }""")]
    [InlineData("{ this is no JSON")]
    public void SettingsFile_WhereTheUserHappensToBe_ThatMayBeAboutUs_IsWarnedOf(string file)
    {
        _sources.InWorkingDirectory(file);

        Assert.Single(_sources.Load().Warnings);
    }

    /// <summary>In a clone of the repository stands the file that was copied beside the program.</summary>
    [Fact]
    public void SettingsFile_WhereTheUserHappensToBe_ThatSaysTheSameAsTheOneThatIsRead_NeedsNoWord()
    {
        const string Same = """{ "Queue": { "Names": "a" } }""";
        _sources.InWorkingDirectory(Same);

        Assert.Empty(_sources.Load(beside: Same).Warnings);
        Assert.Single(_sources.Load(beside: """{ "Queue": { "Names": "b" } }""").Warnings);
    }

    // What no setting's text shows: the bots.
    private static string Values(TgWorkerOptions options) => string.Join('\n', SettingCatalog.All.Select(setting => setting.TextIn(options))
        .Concat(options.Bots.Select(bot => $"{bot.Key} {bot.Value.Token}")).Append(options.Redis.ToString()));
}
