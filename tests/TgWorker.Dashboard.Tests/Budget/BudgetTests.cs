using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Time;
using Xunit.Abstractions;

namespace TgWorker.Dashboard.Tests.Budget;

/// <summary>
/// What a page costs Redis, with little on the queue and with much. TGWORKER_TEST_LANES says how much that is: 1,000,000 is what is
/// promised, and takes a minute to prepare; without it, less.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class BudgetTests : IClassFixture<RedisFixture>
{
    private const int MostCommands = 60;
    private const string Variable = "TGWORKER_TEST_LANES";
    private const string Entry = """{"update_id":7,"message":{"message_id":1,"chat":{"id":5,"type":"private"},"text":"hello"}}""";
    private const int Few = 2_000;
    private const int Many = 50_000;
    private const int Workers = 12;
    private const int FewLooks = 5;
    private const int ManyLooks = 100;

    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(50);

    // Made by a script in Redis: chats that are ready with an update each, some with many, and failed jobs.
    private const string Fill =
        """
        local lane = function(i) return 'main:' .. i end
        local failed = '{"queue":"telegram_updates","bot":"main","attempts":3,"worker":"w","lane":"'
        for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do
          redis.call('HSET', KEYS[1], lane(i), struct.pack('<ddd', 0, 1, i % 1000 == 0 and 40 or 1))
          redis.call('HSET', KEYS[2], lane(i) .. ' 1', ARGV[3])
          redis.call('ZADD', KEYS[3], i, lane(i))
          redis.call('ZADD', KEYS[4], 1700000000000000 + i, 'job-' .. i)
          local more = '","update_id":' .. i .. ',"error":"HTTP ' .. (i % 7) .. '"}\n'
          redis.call('HSET', KEYS[5], 'job-' .. i, failed .. lane(i) .. more .. ARGV[3])
        end
        """;

    private readonly RedisFixture _redis;
    private readonly ITestOutputHelper _output;

    public BudgetTests(RedisFixture redis, ITestOutputHelper output) => (_redis, _output) = (redis, output);

    private static int Much => int.TryParse(
        Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var lanes) ? lanes : Many;

    [Fact]
    public async Task Page_CostsAFewCommands_HoweverMuchThereIs_AndHoweverManyWork()
    {
        var few = await CostsAsync(Few, workers: 1);
        var many = await CostsAsync(Much, Workers);

        Assert.All(many, cost => Assert.True(
            cost.Value.Commands.Count <= MostCommands, $"{cost.Key} takes {cost.Value.Commands.Count} commands"));
        Assert.All(many, cost => Assert.True(
            cost.Value.Commands.Count <= few[cost.Key].Commands.Count + 3,
            $"{cost.Key} takes {few[cost.Key].Commands.Count} commands with little, {cost.Value.Commands.Count} with much: "
                + string.Join(' ', cost.Value.Commands)));
        Assert.DoesNotContain(many.SelectMany(cost => cost.Value.Commands), name =>
            name is "KEYS" or "SCAN" or "SSCAN" or "ZSCAN" or "HGETALL" or "SMEMBERS" or "HKEYS" or "HVALS");
        Assert.All(many, cost => Assert.True(cost.Value.Redis < MostTime, $"{cost.Key} takes {cost.Value.Redis} of Redis"));
        Assert.All(many, cost => Assert.True(cost.Value.Whole < MostTime, $"{cost.Key} takes {cost.Value.Whole}"));
    }

    private async Task<Dictionary<string, PageCost>> CostsAsync(int size, int workers)
    {
        var (prefix, time, reader) = (_redis.NewPrefix(), new FakeTime(DateTimeOffset.UtcNow), new EnvelopeReader(new EnvelopeOptions()));
        var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(_redis.Url), new RedisQueueOptions { Name = "telegram_updates", Prefix = prefix }, reader,
            TimeProvider.System, NullLoggerFactory.Instance, default);
        await using var stage = await DashboardStage.StartAsync(queue: queue, time: time);
        await using var server = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration + ",allowAdmin=true");
        await FillAsync(server, prefix + "queues:telegram_updates", size);
        await WorkAsync(queue, stage, workers, time.GetUtcNow());
        var address = _redis.Configuration.Split(',')[0].Split(':');
        using var watch = await CommandWatch.BeginAsync(
            address[0], int.Parse(address[1], CultureInfo.InvariantCulture), server.GetDatabase());
        var costs = new Dictionary<string, PageCost>();
        string[] paths =
        [
            "/", "/chats", $"/chat?lane=main:{size}", $"/order?lane=main:{size}", "/failed", "/failed?group=HTTP%203", "/failed?chat=5",
            $"/failed/job?id=job-{size}", "/workers", "/kinds?span=1h", "/kinds?span=6h", "/kinds?span=24h",
            "/kinds?span=72h", "/intake?span=1h", "/intake?span=72h", "/outgoing?span=1h", "/outgoing?span=6h",
            "/outgoing?span=72h", "/audit",
        ];

        // An operation is shown out of the dashboard's memory.
        Assert.Equal(
            stage.Site.Pages.Select(page => page.Path).Where(page => page != "/operation").Order(StringComparer.Ordinal),
            paths.Select(path => path.Split('?')[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (var path in paths)
        {
            await stage.ReadAsync(path);
            costs.Add(path.Split("=main")[0].Split("=job")[0], await CostAsync(path, stage, time, server, watch));
        }

        return costs;
    }

    // The best of a few looks, of many where none was good: what others of this machine take is not the page's.
    private async Task<PageCost> CostAsync(
        string path, DashboardStage stage, FakeTime time, ConnectionMultiplexer server, CommandWatch watch)
    {
        var (commands, redis, whole) = ((IReadOnlyList<string>)[], TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var look = 0; look < FewLooks || (look < ManyLooks && (redis >= MostTime || whole >= MostTime)); look++)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            await watch.TakeAsync();
            var before = await SpentAsync(server);
            await watch.TakeAsync();
            var began = TimeProvider.System.GetTimestamp();
            await stage.ReadAsync(path);
            whole = Least(whole, TimeProvider.System.GetElapsedTime(began));
            commands = await watch.TakeAsync("PING", "INFO", "CLIENT");
            redis = Least(redis, await SpentAsync(server) - before);
        }

        _output.WriteLine(
            $"{path}: {commands.Count} commands, {redis.TotalMilliseconds:0.00} ms of Redis, {whole.TotalMilliseconds:0.0} ms in all");
        return new PageCost(commands, redis, whole);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task WorkAsync(IUpdateQueue queue, DashboardStage stage, int workers, DateTimeOffset now)
    {
        for (var worker = 0; worker < workers; worker++)
        {
            var session = await queue.JoinAsync(default);
            session.Load = () => new WorkerLoad(1, 64, 100, 1);
            await session.ClaimAsync(20, default);
        }

        for (var minute = 0; minute < 3 * 24 * 60; minute += minute < 6 * 60 ? 1 : 60)
        {
            foreach (var way in (string[])[TrafficSeries.In, TrafficSeries.Out])
            {
                await stage.PassedAsync(now.AddMinutes(-minute), way, Enumerable.Range(0, 20).SelectMany(bot =>
                    ((string[])["accepted", "refused/secret", "sent/answer", "sent/notify"]).Select(what => ($"bot{bot}", what, 9L))));
            }

            await stage.DidAsync(now.AddMinutes(-minute), string.Join('\n', Enumerable.Range(0, 8).Select(kind =>
                $"kind{kind} h=1000 " + string.Join(' ', Enumerable.Range(20, 30).Select(bucket => $"w{bucket}=7 x{bucket}=9")))));
        }

        for (var broadcast = 0; broadcast < 400; broadcast++)
        {
            await stage.BroadcastAsync($"b{broadcast}", "News", 1_000, BroadcastState.Sending);
        }

        for (var timer = 0; timer < 500; timer++)
        {
            await queue.Timers!.SetAsync(
                new NewTimer(new TimerPlace("main", timer), "remind") { After = TimeSpan.FromHours(1) }, null, default);
        }
    }

    private static async Task FillAsync(ConnectionMultiplexer server, string queue, int size)
    {
        const int Step = 5_000;
        for (var from = 1; from <= size; from += Step)
        {
            await server.GetDatabase().ScriptEvaluateAsync(
                Fill, [queue + ":lanes", queue + ":jobs", queue + ":ready", queue + ":failed", queue + ":failed:jobs"],
                [from, Math.Min(from + Step - 1, size), Entry]);
        }
    }

    // By Redis's own clock. Scripts count what they call too, and once more themselves: more than the truth, never less.
    private static async Task<TimeSpan> SpentAsync(ConnectionMultiplexer server) => TimeSpan.FromMicroseconds(
        (await server.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section)
            .Where(stat => stat.Key is not "cmdstat_info")
            .Sum(stat => long.Parse(stat.Value.Split(',')[1]["usec=".Length..], CultureInfo.InvariantCulture)));
}
