namespace TgWorker.Tests.Configuration;

public sealed class OptionsProblemsTests : IDisposable
{
    private readonly OptionsSources _sources = new();

    public void Dispose() => _sources.Dispose();

    [Fact]
    public void Problems_InSeveralSources_AreAllNamedAsTheUserWroteThem()
    {
        _sources.AppSettings = """{ "Worker": { "Concurrency": 0 }, "Retry": { "Backoff": [1, "x"] } }""";
        _sources.EnvFile = "REDIS_PORT=70000";
        _sources.Variables["REDIS_DB"] = "one";
        _sources.Variables["TGWORKER_queue__lease"] = "0.2";
        _sources.CommandLine["--order-by"] = "chta";

        Assert.Equal(
            [
                "appsettings.json Worker:Concurrency: '0' is not a whole number from 1 to 10000",
                "appsettings.json Retry:Backoff: '1,x' is not a time: give seconds, such as 5 or 0.25",
                ".env REDIS_PORT: '70000' is not a whole number from 1 to 65535",
                "REDIS_DB: 'one' is not a whole number from 0 to 2147483647",
                "TGWORKER_queue__lease: '0.2' is out of range: give 0.3 to 3600 seconds",
                "--order-by: 'chta' is not known: give one of chat, topic, user, none. Did you mean chat?",
            ],
            _sources.Problems());
    }

    [Theory]
    [InlineData("""{ "Reids": { "Host": "x" } }""", "appsettings.json Reids: is not a setting. Did you mean Redis?")]
    [InlineData("""{ "Redis": { "Hots": "x" } }""", "appsettings.json Redis:Hots: is not a setting. Did you mean Redis:Host?")]
    [InlineData("""{ "Worker": { "Tries": 1 } }""", "appsettings.json Worker:Tries: is not a setting. Did you mean Retry:Tries?")]
    [InlineData("""{ "Zzzzzzzz": 1 }""", "appsettings.json Zzzzzzzz: is not a setting.")]
    [InlineData("""{ "Redis": { "Host": { "a": 1 } } }""",
        "appsettings.json Redis:Host: is a JSON object or a nested list: give a plain value")]
    [InlineData("""{ "Redis": "redis://10.0.0.5" }""",
        "appsettings.json Redis: is a section and has no value of its own: give its settings, such as Redis:Host")]
    [InlineData("""{ "TelegramBots": { "main": "123456:TOKEN" } }""",
        "appsettings.json TelegramBots:main: is a section and has no value of its own: give its settings, such as TelegramBots:main:Token")]
    [InlineData("{ \"Redis\": {\n \"Password\": \"hunter2 } }", "appsettings.json: is not valid JSON at line 2, column 26")]
    public void AppSettings_Wrong_IsAnsweredWithWhatWasMeant(string json, string expected)
    {
        _sources.AppSettings = json;

        Assert.Equal(expected, Assert.Single(_sources.Problems()));
    }

    [Fact]
    public void Variable_OfASection_IsRefusedWithoutItsValue()
    {
        _sources.Variables["TGWORKER_TelegramBots__main"] = "123456:TOKEN";

        Assert.Equal(
            "TGWORKER_TelegramBots__main: is a section and has no value of its own: give its settings, such as "
                + "TGWORKER_TelegramBots__main__Token",
            Assert.Single(_sources.Problems()));
    }

    [Theory]
    [InlineData("TGWORKER_Redis__Pasword", "Did you mean TGWORKER_Redis__Password?")]
    [InlineData("TGWORKER_CONCURRENCY", "Did you mean TGWORKER_Worker__Concurrency?")]
    [InlineData("TGWORKER_Redis_Url", "Did you mean TGWORKER_Redis__Url?")]
    public void Variable_Misspelt_IsAnsweredWithTheNearest(string name, string hint)
    {
        _sources.Variables[name] = "hunter2";

        Assert.Equal($"{name}: is not a setting. {hint}", Assert.Single(_sources.Problems()));
    }

    [Theory]
    [InlineData("APP_KEY", "base64:not*base64", "is not valid base64 after 'base64:'")]
    [InlineData("APP_KEY", "base64:QUFB", "is a key of 3 bytes: Laravel's ciphers take 32 (AES-256) or 16 (AES-128)")]
    [InlineData("APP_KEY", "hunter2", "is a key of 7 bytes")]
    [InlineData("APP_PREVIOUS_KEYS", "base64:QUFBQUFBQUFBQUFBQUFBQQ==,base64:QUFBQUFB", "is a key of 6 bytes")]
    [InlineData("TGWORKER_Laravel__JobClasses", "App\\Jobs*\\X", "has 'App\\Jobs*\\X', which is not a class")]
    public void LaravelSetting_Wrong_IsSaidAtTheStartAndNoKeyIsShown(string name, string value, string problem)
    {
        _sources.Variables[name] = value;

        var said = Assert.Single(_sources.Problems());

        Assert.StartsWith(name + ": ", said, StringComparison.Ordinal);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("QUFB", said, StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignQueue_OneOfTheWorkersOwn_IsRefused()
    {
        _sources.Variables["TGWORKER_Laravel__Foreign"] = "php";
        _sources.Variables["TGWORKER_Laravel__ForeignQueue"] = "telegram_updates";

        Assert.Contains("is a queue that this worker reads itself", Assert.Single(_sources.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_OfTheTests_IsNoMistake()
    {
        _sources.Variables["TGWORKER_TEST_REDIS"] = "127.0.0.1:6379";

        Assert.Empty(_sources.Problems());
    }

    [Fact]
    public void EnvFile_NameNearOneOfOurs_IsAWarning()
    {
        _sources.EnvFile = "REDIS_PREFX=x\nREDIS_CLIENT=phpredis\nDB_HOST=x\nSECRET_TOKEN=x\nMAIL_PORT=1";

        var loaded = _sources.Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal(".env REDIS_PREFX: is not read. Did you mean REDIS_PREFIX?", Assert.Single(loaded.Warnings).ToString());
    }

    [Theory]
    [InlineData("redis://user:hunter2@host:99999", "redis://***@host:99999")]
    [InlineData("http://user:hunter2@host", "http://***@host")]
    [InlineData("user:hunter2@host", "***@host")]
    [InlineData("redis://:hunter2?@host:x", "redis://***@host:x")]
    [InlineData("ftp://host?token=hunter2", "ftp://host?***")]
    public void Url_Wrong_IsShownWithoutItsSecrets(string url, string shown)
    {
        _sources.CommandLine["--redis"] = url;

        var problem = Assert.Single(_sources.Problems());

        Assert.StartsWith($"--redis: '{shown}' is not a Redis URL: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void EndpointAndHandler_FromOneSource_ExcludeEachOther()
    {
        _sources.CommandLine["--handler"] = "log";
        _sources.CommandLine["--forward-to"] = "http://user:hunter2@localhost/";

        Assert.Equal("--handler: 'log' and --forward-to cannot be used together: remove one of them", Assert.Single(_sources.Problems()));
    }

    [Fact]
    public void HandlerForward_WithoutAnEndpoint_IsAProblem()
    {
        _sources.Variables["TGWORKER_Handler__Use"] = "forward";

        Assert.Equal("TGWORKER_Handler__Use: 'forward' needs a URL: give --forward-to URL or Forward:To",
            Assert.Single(_sources.Problems()));
    }

    [Fact]
    public void EmptyValue_OnTheCommandLine_IsAProblemUnlessItMeansSomething()
    {
        _sources.CommandLine["--prefix"] = "";
        Assert.Equal("", _sources.Options().Prefix);
        _sources.CommandLine["--queue"] = "";
        Assert.Equal("--queue: is empty: give it a value or leave it out", Assert.Single(_sources.Problems()));
    }
}
