using StackExchange.Redis;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Laravel.Tests;

/// <summary>A Redis server, a Laravel application and an endpoint for updates, around a queue.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Prefix = "laravel_database_";
    public const string Key = Prefix + "queues:telegram_updates";
    public const string Horizon = "laravel_horizon:";

    private readonly RedisServer _redis;
    private readonly ConnectionMultiplexer _multiplexer;

    private Bench(RedisServer redis, ConnectionMultiplexer multiplexer)
    {
        _redis = redis;
        _multiplexer = multiplexer;
        Laravel = new LaravelApp(redis.Port, Prefix);
    }

    public LaravelApp Laravel { get; }

    public UpdateEndpoint Endpoint { get; } = new();

    public IDatabase Database => _multiplexer.GetDatabase();

    public int Port => _redis.Port;

    public static async Task<Bench> StartAsync()
    {
        var redis = await RedisServer.StartAsync();
        return new Bench(redis, await ConnectionMultiplexer.ConnectAsync(redis.Configuration));
    }

    /// <summary>Updates of so many chats, chat by chat in turn.</summary>
    public static byte[][] Updates(int chats, int each) =>
    [
        .. Enumerable.Range(0, chats * each).Select(i => System.Text.Encoding.UTF8.GetBytes(
            $"{{\"update_id\":{1000 + i},\n\"message\":{{\"message_id\":{i},\"chat\":{{\"id\":{1 + (i % chats)}}},\"text\":\"№ {i} "
                + $"\\ud83d\\ude00 \\\";s:9:\"}}}}")),
    ];

    /// <summary>Real updates as Telegram posts them, which Laravel can put in a job.</summary>
    public static IReadOnlyList<byte[]> RealUpdates() =>
        [.. Fixtures.TgookNames.Where(name => string.CompareOrdinal(name, "50") < 0).Select(Fixtures.TgookBody)];

    /// <summary>Starts <c>tgworker</c> on the queue.</summary>
    public WorkerProcess Start(params string[] arguments) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Arguments = [.. arguments, "--redis", _redis.Url, "--prefix", Prefix],
        Environment = Environment,
    });

    /// <summary>Starts <c>tgworker work</c>, which posts to the endpoint.</summary>
    public WorkerProcess Work(params string[] arguments) => Start(["work", "--forward-to", Endpoint.Url, "--lease", "2", .. arguments]);

    /// <summary>Runs <c>tgworker</c> to its end.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        await using var worker = Start(arguments);
        var exit = await worker.WaitForExitAsync();
        Xunit.Assert.True(exit == 0, string.Join('\n', [.. worker.Output, .. worker.Errors]));
        return string.Join('\n', worker.Output);
    }

    /// <summary>What stands in the environment of every worker.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public async Task<byte[][]> ListAsync() => Array.ConvertAll(await Database.ListRangeAsync(Key), static value => (byte[])value!);

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        await _multiplexer.CloseAsync();
        await _redis.DisposeAsync();
    }
}
