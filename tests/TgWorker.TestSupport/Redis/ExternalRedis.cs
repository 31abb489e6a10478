using StackExchange.Redis;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>A server that runs already and may hold other people's data: the tests remove their own keys and nothing else.</summary>
internal sealed class ExternalRedis : IRedisSource
{
    public const string Variable = "TGWORKER_TEST_REDIS";

    private readonly Uri _address;
    private readonly string _run = $"tgworker-test:{Guid.NewGuid():N}:";
    private int _prefixes;

    public ExternalRedis(string url)
    {
        if (!Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"redis://{url}", UriKind.Absolute, out var parsed)
            || parsed.Scheme is not "redis")
        {
            throw new XunitException($"{Variable} must be an address such as redis://127.0.0.1:6379/0.");
        }

        _address = parsed;
        Url = parsed.ToString();
    }

    public string Url { get; }

    public string Configuration => $"{Host}:{Port},abortConnect=false,defaultDatabase={Database}"
        + (Password is { } password ? $",password={password}" : "");

    private string Host => _address.Host;

    private int Port => _address.IsDefaultPort || _address.Port < 0 ? 6379 : _address.Port;

    private int Database => int.TryParse(_address.AbsolutePath.Trim('/'), out var number) ? number : 0;

    private string? Password
        => _address.UserInfo.Split(':', 2) is [_, { Length: > 0 } password] ? Uri.UnescapeDataString(password) : null;

    public string NewPrefix() => $"{_run}{Interlocked.Increment(ref _prefixes)}:";

    public async Task StartAsync()
    {
        if (!await RedisAnswers.PingAsync(Host, Port, Password))
        {
            throw new XunitException($"{Variable} names {Host}:{Port}, where no Redis server answers.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = await RedisClient.ConnectAsync(Configuration);
        var database = connection.Database;
        var cursor = "0";
        do
        {
            var page = (RedisResult[])(await database.ExecuteAsync("SCAN", cursor, "MATCH", $"{_run}*", "COUNT", 1000))!;
            cursor = (string)page[0]!;
            await database.KeyDeleteAsync((RedisKey[])page[1]!);
        }
        while (cursor != "0");
    }
}
