using TgWorker.Hosting.Configuration;

namespace TgWorker.Tests.Configuration;

public sealed class OptionsPrecedenceTests : IDisposable
{
    private readonly OptionsSources _sources = new();

    public void Dispose() => _sources.Dispose();

    [Fact]
    public void Sources_EachAddedInTurn_EachWinsOverTheOnesBefore()
    {
        Assert.Equal("telegram_updates", Queue());
        _sources.AppSettings = """{ "Queue": { "Names": ["from-appsettings"] } }""";
        Assert.Equal("from-appsettings", Queue());
        _sources.EnvFile = "TELEGRAM_UPDATES_QUEUE_NAME=from-env-file";
        Assert.Equal("from-env-file", Queue());
        _sources.Variables["TELEGRAM_UPDATES_QUEUE_NAME"] = "from-environment";
        Assert.Equal("from-environment", Queue());
        _sources.Variables["TGWORKER_Queue__Names"] = "from-tgworker";
        Assert.Equal("from-tgworker", Queue());
        _sources.CommandLine["--queue"] = "from-command-line";
        Assert.Equal("from-command-line", Queue());
    }

    [Theory]
    [InlineData("", "laravel-database-")]
    [InlineData("APP_NAME=\"My App\"", "My App-database-")]
    [InlineData("APP_NAME=", "laravel-database-")]
    [InlineData("APP_NAME=x\nREDIS_PREFIX=p_", "p_")]
    [InlineData("APP_NAME=x\nREDIS_PREFIX=", "x-database-")]
    [InlineData("APP_NAME=x\nREDIS_PREFIX=${APP_NAME}:", "x:")]
    public void Prefix_OfAnEnvFile_IsTgooks(string file, string expected)
    {
        _sources.EnvFile = file;

        Assert.Equal(expected, _sources.Options().Prefix);
    }

    [Fact]
    public void Prefix_WrittenInAppSettings_WinsOverOneMadeOfTheApplicationsName()
    {
        _sources.AppSettings = """{ "Redis": { "Prefix": "" } }""";
        _sources.Variables["APP_NAME"] = "x";

        Assert.Equal("", _sources.Options().Prefix);
    }

    [Fact]
    public void EmptyVariable_OfTheProcess_HidesTheEnvFiles()
    {
        _sources.EnvFile = "REDIS_PREFIX=p_";
        _sources.Variables["REDIS_PREFIX"] = "";

        Assert.Equal("laravel-database-", _sources.Options().Prefix);
    }

    [Fact]
    public void EnvFile_OfTgook_IsReadAsItIs()
    {
        _sources.EnvFile = "REDIS_HOST=redis.example\r\nREDIS_PORT=6380\r\nREDIS_DB=3\r\nREDIS_PASSWORD=null\r\nHORIZON_PREFIX=\"laravel_horizon:\"\r\n"
            + "SECRET_TOKEN='abc'\r\nLISTEN_PORT=9070\r\nAPP_KEY=base64:QUFBQUFBQUFBQUFBQUFBQQ==\r\nAPP_PREVIOUS_KEYS=base64:QkJCQkJCQkJCQkJCQkJCQg==,CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC\r\nREDIS_CACHE_DB=4\r\n";

        var options = _sources.Options();

        Assert.Equal("redis://redis.example:6380/3", options.Redis.ToString());
        Assert.Null(options.Redis.Password);
        Assert.Equal("laravel_horizon:", options.Horizon.Prefix);
        Assert.Equal(
            [new string('A', 16), new string('B', 16), new string('C', 32)],
            options.Laravel.Keys.Select(System.Text.Encoding.ASCII.GetString));
        Assert.Equal(4, options.Laravel.CacheDatabase);
    }

    [Fact]
    public void Url_BesideItsParts_Wins()
    {
        _sources.EnvFile = "REDIS_URL=rediss://user:p%40ss@other:7000/5\nREDIS_HOST=redis.example\nREDIS_DB=3\nREDIS_PASSWORD=x";

        var redis = _sources.Options().Redis;

        Assert.Equal("rediss://other:7000/5", redis.ToString());
        Assert.Equal("user", redis.User);
        Assert.Equal("p@ss", redis.Password);
    }

    [Fact]
    public void Host_FromAStrongerSource_ReplacesTheUrls()
    {
        _sources.AppSettings = """{ "Redis": { "Url": "redis://:secret@other:7000/5" } }""";
        _sources.Variables["TGWORKER_REDIS__HOST"] = "nearer";

        var redis = _sources.Options().Redis;

        Assert.Equal("redis://nearer:7000/5", redis.ToString());
        Assert.Equal("secret", redis.Password);
    }

    [Fact]
    public void Url_WithoutPort_DoesNotKeepAnotherHostsPort()
    {
        _sources.AppSettings = """{ "Redis": { "Host": "a", "Port": 7000 } }""";
        _sources.CommandLine["--redis"] = "redis://b";

        Assert.Equal("redis://b:6379/0", _sources.Options().Redis.ToString());
    }

    [Theory]
    [InlineData("/run/redis.sock", "unix:///run/redis.sock?db=0")]
    [InlineData("tls://r.example", "rediss://r.example:6379/0")]
    public void Host_AsLaravelTakesIt_MayBeASocketOrHaveAScheme(string host, string expected)
    {
        _sources.Variables["REDIS_HOST"] = host;

        Assert.Equal(expected, _sources.Options().Redis.ToString());
    }

    [Fact]
    public void Handler_OnTheCommandLine_WinsOverAnEndpointInTheFile()
    {
        _sources.AppSettings = """{ "Forward": { "To": "http://localhost/" } }""";
        Assert.Equal(HandlerKind.Forward, _sources.Options().Handler);
        _sources.CommandLine["--handler"] = "none";
        Assert.Equal(HandlerKind.None, _sources.Options().Handler);
    }

    private string Queue() => Assert.Single(_sources.Options().Queue.Names);
}
