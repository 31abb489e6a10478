using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;

namespace TgWorker.Tests.Configuration;

/// <summary>Whether the queue is in a file or on Redis: what is named more strongly.</summary>
public sealed class QueuePlaceTests : IDisposable
{
    private readonly OptionsSources _sources = new();

    public void Dispose() => _sources.Dispose();

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("bot.db", null, null, null, "bot.db")]
    [InlineData("bot.db", "redis://there", null, null, null)]
    [InlineData(null, "redis://there", "bot.db", null, "bot.db")]
    [InlineData("bot.db", "redis://there", "other.db", null, "other.db")]
    [InlineData(null, null, "bot.db", "redis://there", null)]
    public void Place_OfSeveralSources_IsTheStrongestOnes(
        string? fileInSettings, string? redisInEnvironment, string? fileInEnvironment, string? redisOnCommandLine, string? expected)
    {
        _sources.AppSettings = fileInSettings is null ? null : $$"""{ "Sqlite": { "File": "{{fileInSettings}}" } }""";
        Set("REDIS_URL", redisInEnvironment);
        Set("TGWORKER_Sqlite__File", fileInEnvironment);
        if (redisOnCommandLine is not null)
        {
            _sources.CommandLine["--redis"] = redisOnCommandLine;
        }

        Assert.Equal(expected, _sources.Options().Sqlite.File);
    }

    [Theory]
    [InlineData("""{ "Redis": { "Host": "127.0.0.1", "Port": 6379, "Url": null } }""", null, "own.db")]
    [InlineData("""{ "Redis": { "Host": "elsewhere" } }""", null, null)]
    [InlineData("""{ "Redis": { "Url": "redis://127.0.0.1:6379/0" } }""", null, null)]
    [InlineData("""{ "Sqlite": { "File": "bot.db" } }""", null, "bot.db")]
    [InlineData("{}", "127.0.0.1", null)]
    public void Run_WithoutAWordOnRedis_HasAFileOfItsOwn(string settings, string? redisHost, string? expected)
    {
        _sources.AppSettings = settings;
        Set("REDIS_HOST", redisHost);

        Assert.Equal(expected, _sources.Load(new HostPlan { QueueFile = "own.db" }).Options.Sqlite.File);
    }

    [Fact]
    public void UseRedis_ByCode_WinsOverAFile()
    {
        var options = new TgWorkerOptions();
        options.UseSqlite("bot.db");

        options.UseRedis("redis://there");

        Assert.Null(options.Sqlite.File);
    }

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            _sources.Variables[name] = value;
        }
    }
}
