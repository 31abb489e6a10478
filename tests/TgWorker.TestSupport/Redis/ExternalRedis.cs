using StackExchange.Redis;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>A server that runs already and may hold other people's data: the tests remove their own keys and nothing else.</summary>
internal sealed class ExternalRedis : IRedisSource
{
    public const string Variable = "TGWORKER_TEST_REDIS";

    private readonly Uri address;
    private readonly string run = $"tgworker-test:{Guid.NewGuid():N}:";
    private int prefixes;

    public ExternalRedis(string url)
    {
        if (!Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"redis://{url}", UriKind.Absolute, out var parsed)
            || parsed.Scheme is not "redis")
        {
            throw new XunitException($"{Variable} must be an address such as redis://127.0.0.1:6379/0.");
        }

        address = parsed;
        Url = parsed.ToString();
    }

    public string Url { get; }

    public string Configuration => $"{Host}:{Port},abortConnect=false,defaultDatabase={Database}"
        + (Password is { } password ? $",password={password}" : "");

    private string Host => address.Host;

    private int Port => address.IsDefaultPort || address.Port < 0 ? 6379 : address.Port;

    private int Database => int.TryParse(address.AbsolutePath.Trim('/'), out var number) ? number : 0;

    private string? Password
        => address.UserInfo.Split(':', 2) is [_, { Length: > 0 } password] ? Uri.UnescapeDataString(password) : null;

    public string NewPrefix() => $"{run}{Interlocked.Increment(ref prefixes)}:";

    public async Task StartAsync()
    {
        if (!await RedisAnswers.PingAsync(Host, Port, Password))
        {
            throw new XunitException($"{Variable} names {Host}:{Port}, where no Redis server answers.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Configuration);
        var database = connection.GetDatabase();
        var cursor = "0";
        do
        {
            var page = (RedisResult[])(await database.ExecuteAsync("SCAN", cursor, "MATCH", $"{run}*", "COUNT", 1000))!;
            cursor = (string)page[0]!;
            await database.KeyDeleteAsync((RedisKey[])page[1]!);
        }
        while (cursor != "0");
    }
}
