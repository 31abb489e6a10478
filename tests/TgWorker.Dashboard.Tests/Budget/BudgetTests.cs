using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Time;
using Xunit.Abstractions;

namespace TgWorker.Dashboard.Tests.Budget;

/// <summary>What a page costs Redis, with much on the queue and with fifty times as much.</summary>
public sealed class BudgetTests : IClassFixture<RedisFixture>
{
    private const int MostCommands = 60;
    private const int Few = 2_000;
    private const int Many = 100_000;

    // Made by a script in Redis: chats that are ready with an update each, and failed jobs.
    private const string Fill =
        """
        local lane = function(i) return 'main:' .. i end
        for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
          redis.call('HSET', KEYS[1], lane(i), struct.pack('<ddd', 0, 1, 1))
          redis.call('HSET', KEYS[2], lane(i) .. ' 1', ARGV[3])
          redis.call('ZADD', KEYS[3], i, lane(i))
          redis.call('ZADD', KEYS[4], 1700000000000000 + i, 'job-' .. i)
          redis.call('HSET', KEYS[5], 'job-' .. i, '{"queue":"telegram_updates","lane":"' .. lane(i) .. '","bot":"main","update_id":' .. i .. ',"attempts":3,"error":"HTTP ' .. (i % 7) .. '","worker":"w"}\n' .. ARGV[3])
        end
        """;

    private readonly RedisFixture _redis;
    private readonly ITestOutputHelper _output;

    public BudgetTests(RedisFixture redis, ITestOutputHelper output) => (_redis, _output) = (redis, output);

    [Fact]
    public async Task Page_CostsAFewCommands_HoweverMuchThereIs()
    {
        var few = await CostsAsync(Few);
        var many = await CostsAsync(Many);

        Assert.All(many, cost => Assert.True(cost.Value.Commands <= MostCommands, $"{cost.Key} takes {cost.Value.Commands} commands"));
        Assert.All(many, cost => Assert.True(
            cost.Value.Commands <= few[cost.Key].Commands + 3,
            $"{cost.Key} takes {few[cost.Key].Commands} commands with little, {cost.Value.Commands} with much"));
        Assert.DoesNotContain(many.SelectMany(cost => cost.Value.Names), name =>
            name is "KEYS" or "SCAN" or "SSCAN" or "ZSCAN" or "HGETALL" or "SMEMBERS" or "HKEYS" or "HVALS");
    }

    private async Task<Dictionary<string, (long Commands, IReadOnlyList<string> Names)>> CostsAsync(int size)
    {
        var (prefix, time, reader) = (_redis.NewPrefix(), new FakeTime(DateTimeOffset.UtcNow), new EnvelopeReader(new EnvelopeOptions()));
        var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(_redis.Url), new RedisQueueOptions { Name = "telegram_updates", Prefix = prefix }, reader,
            TimeProvider.System, NullLoggerFactory.Instance, default);
        await using var stage = await DashboardStage.StartAsync(queue: queue, time: time);
        await using var session = await queue.JoinAsync(default);
        await using var server = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration + ",allowAdmin=true");
        await FillAsync(server, prefix + "queues:telegram_updates", size);
        var costs = new Dictionary<string, (long, IReadOnlyList<string>)>();
        foreach (var path in (string[])[
            "/", "/chats", $"/chat?lane=main:{size}", "/failed", "/failed?group=HTTP%203", "/failed?chat=5", $"/failed/job?id=job-{size}",
            "/workers"])
        {
            await stage.ReadAsync(path);
            time.Advance(TimeSpan.FromSeconds(2));
            var before = await CountsAsync(server);
            var began = TimeProvider.System.GetTimestamp();
            await stage.ReadAsync(path);
            _output.WriteLine($"{size} {path}: {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0.0} ms");
            var after = await CountsAsync(server);
            var spent = after.Select(now => (Name: now.Key, Count: now.Value - before.GetValueOrDefault(now.Key)))
                .Where(spent => spent.Count > 0 && spent.Name is not ("INFO" or "PING")).ToList();
            _output.WriteLine(string.Join(", ", spent));
            costs.Add(path.Split('=')[0], (spent.Sum(spent => spent.Count), [.. spent.Select(spent => spent.Name)]));
        }

        return costs;
    }

    private static async Task FillAsync(ConnectionMultiplexer server, string queue, int size)
    {
        const int Step = 5_000;
        for (var from = 1; from <= size; from += Step)
        {
            await server.GetDatabase().ScriptEvaluateAsync(
                Fill, [queue + ":lanes", queue + ":jobs", queue + ":ready", queue + ":failed", queue + ":failed:jobs"],
                [from, Math.Min(from + Step - 1, size), TestEntry.Of(from, 1)]);
        }
    }

    private static async Task<Dictionary<string, long>> CountsAsync(ConnectionMultiplexer server) =>
        (await server.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section)
            .ToDictionary(stat => stat.Key["cmdstat_".Length..].ToUpperInvariant(), stat =>
                long.Parse(stat.Value.Split(',')[0]["calls=".Length..], System.Globalization.CultureInfo.InvariantCulture));
}
