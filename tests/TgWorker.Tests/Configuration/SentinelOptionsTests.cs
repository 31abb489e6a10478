using TgWorker.Hosting.Mistakes;

namespace TgWorker.Tests.Configuration;

/// <summary>Where Redis is, said through Sentinels, and secrets that stand in files.</summary>
public sealed class SentinelOptionsTests : IDisposable
{
    private readonly OptionsSources _sources = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _sources.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void Sentinel_WithPasswordAndDatabase_IsWrittenOut()
    {
        _sources.EnvFile = "REDIS_HOST=10.0.0.1\nREDIS_PASSWORD=hunter2\nREDIS_DB=3";
        _sources.CommandLine["--sentinel"] = "mymaster@a,b:1";

        var redis = _sources.Options().Redis;

        Assert.Equal("sentinel://mymaster@a:26379,b:1/3", redis.ToString());
        Assert.Equal("hunter2", redis.Password);
    }

    [Fact]
    public void Sentinel_Unreadable_IsAnsweredWithTheWayOut()
    {
        _sources.CommandLine["--sentinel"] = "a:26379,b";

        Assert.Equal("--sentinel: 'a:26379,b' names no primary and Sentinels: give them as mymaster@host:26379,host2:26379",
            Assert.Single(_sources.Problems()));
    }

    [Fact]
    public void Url_StrongerThanSentinel_IsTheServer()
    {
        _sources.AppSettings = """{ "Redis": { "Sentinel": "mymaster@a" } }""";
        _sources.CommandLine["--redis"] = "redis://b";

        Assert.Equal("redis://b:6379/0", _sources.Options().Redis.ToString());
    }

    [Fact]
    public void Sentinel_StrongerThanUrl_IsAsked()
    {
        _sources.EnvFile = "REDIS_URL=redis://:hunter2@b/4";
        _sources.CommandLine["--sentinel"] = "mymaster@a";

        Assert.Equal("sentinel://mymaster@a:26379/4", _sources.Options().Redis.ToString());
    }

    [Fact]
    public void SentinelAndUrl_FromOneSource_ExcludeEachOther()
    {
        _sources.CommandLine["--sentinel"] = "mymaster@a";
        _sources.CommandLine["--redis"] = "redis://b";

        Assert.StartsWith("--sentinel: 'mymaster@a' and --redis cannot be used together: remove one of them",
            Assert.Single(_sources.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void PasswordFile_ThatIsThere_IsTaken()
    {
        File.WriteAllText(_file, "hunter2\nnotes\n");
        _sources.CommandLine["--redis-password-file"] = _file;
        _sources.AppSettings = $$"""{ "Redis": { "SentinelPasswordFile": "{{_file}}" } }""";

        var redis = _sources.Options().Redis;

        Assert.Equal((_file, _file), (redis.PasswordFile, redis.SentinelPasswordFile));
    }

    [Fact]
    public void Password_StrongerThanItsFile_IsTaken()
    {
        File.WriteAllText(_file, "hunter2");
        _sources.AppSettings = $$"""{ "Redis": { "PasswordFile": "{{_file}}" } }""";
        _sources.Variables["REDIS_PASSWORD"] = "hunter3";

        var redis = _sources.Options().Redis;

        Assert.Equal((null, "hunter3"), (redis.PasswordFile, redis.Password));
    }

    [Theory]
    [InlineData(null, "names a file that does not exist")]
    [InlineData("", "names a file that is empty: put the password on its first line")]
    public void PasswordFile_WithoutOne_IsAnsweredWithTheWayOut(string? content, string expected)
    {
        File.Delete(_file);
        if (content is not null)
        {
            File.WriteAllText(_file, content);
        }

        _sources.CommandLine["--redis-password-file"] = _file;

        Assert.Equal($"--redis-password-file: '{_file}' {expected}", Assert.Single(_sources.Problems()));
    }

    [Theory]
    [InlineData("redis://:hunter2@host", true)]
    [InlineData("redis://host", false)]
    public void Password_OnTheCommandLine_IsWarnedOfWithoutBeingShown(string url, bool warned)
    {
        _sources.CommandLine["--redis"] = url;

        var warnings = _sources.Load().Warnings.Select(warning => warning.ToString());

        ConfigurationProblem expected = new(
            "--redis", "has a password, which everybody on this machine can read in the list of processes: use --redis-password-file "
                + "or REDIS_PASSWORD");
        Assert.Equal(warned ? [expected.ToString()] : [], warnings);
    }

    [Theory]
    [InlineData("3600", true)]
    [InlineData("3601", false)]
    [InlineData("4294968", false)]
    public void CommandTimeout_IsCapped(string seconds, bool isGood)
    {
        _sources.Variables["TGWORKER_Redis__CommandTimeout"] = seconds;

        Assert.Equal(isGood ? [] : [$"TGWORKER_Redis__CommandTimeout: '{seconds}' is out of range: give 0.05 to 3600 seconds"],
            _sources.Problems());
    }
}
