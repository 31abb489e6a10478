using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Stores;
using TgWorker.TestSupport.Redis;
using TgWorker.Tests.Cli;

namespace TgWorker.Tests.Hosting;

/// <summary>What all workers on a queue must agree on is what their settings say, wherever the queue is.</summary>
public sealed class SharedSettingsTests(RedisFixture redis) : IClassFixture<RedisFixture>, IDisposable
{
    private readonly CommandLineRun _files = new();
    private readonly string _prefix = redis.NewPrefix();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("sqlite", "Laravel:JobClasses")]
    [InlineData("sqlite", "Laravel:CacheStore")]
    [InlineData("sqlite", "Laravel:AppKey")]
    [InlineData("sqlite", "--queries")]
    [InlineData("redis", "Laravel:JobClasses")]
    [InlineData("redis", "Laravel:CacheStore")]
    [InlineData("redis", "Laravel:AppKey")]
    [InlineData("redis", "--queries")]
    public async Task Join_SettingIsAnotherThanTheFirstWorkers_IsRefusedAndNamesIt(string store, string setting)
    {
        await using var first = await OpenAsync(store, _ => { });
        await using var session = await first.JoinAsync(default);
        await using var other = await OpenAsync(store, options => Change(options, setting));

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => other.JoinAsync(default));

        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
    }

    private static void Change(TgWorkerOptions options, string setting)
    {
        switch (setting)
        {
            case "Laravel:JobClasses":
                options.Laravel.JobClasses = ["App\\Jobs\\Other"];
                break;
            case "Laravel:CacheStore":
                options.Laravel.CacheStore = "locks";
                break;
            case "Laravel:AppKey":
                options.Laravel.AppKey = "base64:" + Convert.ToBase64String(new byte[32]);
                break;
            default:
                options.Queue.Queries = QueryLanes.Own;
                break;
        }
    }

    // Each as a process of its own would: nothing is shared but the queue.
    private async Task<IUpdateQueue> OpenAsync(string store, Action<TgWorkerOptions> change)
    {
        var options = new TgWorkerOptions();
        if (store == "sqlite")
        {
            options.UseSqlite(_files.FilePath("queue.db"));
        }
        else
        {
            options.UseRedis(redis.Url);
            options.Prefix = _prefix;
        }

        change(options);
        var queues = await new ConfiguredQueues().OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
        return Assert.Single(queues);
    }
}
