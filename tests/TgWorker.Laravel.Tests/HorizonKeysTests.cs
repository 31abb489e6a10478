using System.Globalization;
using StackExchange.Redis;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Laravel.Tests;

/// <summary>Horizon's keys with tgook in front and no Horizon master behind.</summary>
public sealed class HorizonKeysTests
{
    private const int Updates = 10_000;
    private const string Turn = Bench.Key + ":horizon";

    [Fact]
    public async Task Work_TenThousandUpdatesAndNoMaster_LeavesRedisAsItWas()
    {
        await using var bench = await Bench.StartAsync();
        bench.Environment["HORIZON_PREFIX"] = Bench.Horizon;
        // Once before the count begins: what stays whatever the number of updates (scripts, figures, a bitmap of seen ids).
        await PushAsync(bench, 1, firstId: 1);
        await WorkAsync(bench);
        await AgeAsync(bench);
        await WorkAsync(bench);
        var before = await MemoryAsync(bench);

        await PushAsync(bench, Updates, firstId: 2);
        Assert.Equal(Updates, await bench.Database.SortedSetLengthAsync(Bench.Horizon + "pending_jobs"));
        await WorkAsync(bench);

        Assert.Equal(0, await bench.Database.SortedSetLengthAsync(Bench.Horizon + "pending_jobs"));
        Assert.Equal(Updates, await bench.Database.SortedSetLengthAsync(Bench.Horizon + "completed_jobs"));
        Assert.Equal(
            (Updates + 1).ToString(CultureInfo.InvariantCulture),
            (string?)await bench.Database.HashGetAsync(Bench.Horizon + "queue:telegram_updates", "throughput"));
        await AgeAsync(bench);
        await WorkAsync(bench);
        Assert.Equal(0, await bench.Database.SortedSetLengthAsync(Bench.Horizon + "recent_jobs"));
        Assert.Equal(0, await bench.Database.SortedSetLengthAsync(Bench.Horizon + "completed_jobs"));
        await Eventually.TrueAsync(
            async () => await MemoryAsync(bench) <= before * 1.1, what: $"Redis's memory is back within a tenth of {before} bytes");
    }

    private static async Task WorkAsync(Bench bench)
    {
        await using var worker = bench.Start("work", "--handler", "none", "--stop-when-empty");
        Assert.Equal(0, await worker.WaitForExitAsync(TimeSpan.FromMinutes(2)));
    }

    private static async Task PushAsync(Bench bench, int updates, int firstId)
    {
        await using var queue = await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl($"redis://127.0.0.1:{bench.Port}"),
            new RedisQueueOptions { Prefix = Bench.Prefix, Horizon = new HorizonProjectionOptions { Prefix = Bench.Horizon } },
            new EnvelopeReader(new EnvelopeOptions()),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            default);
        var enqueuer = new UpdateEnqueuer(queue, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(firstId, updates).Select(id => enqueuer.PushAsync(
            "main", System.Text.Encoding.UTF8.GetBytes(
                $"{{\"update_id\":{id},\"message\":{{\"message_id\":{id},\"chat\":{{\"id\":{id % 500}}}}}}}"))));
    }

    // A week goes by: the sets' scores move, the jobs expire, and it is somebody's turn to trim.
    private static async Task AgeAsync(Bench bench)
    {
        foreach (var set in new[] { "recent_jobs", "completed_jobs" })
        {
            var members = await bench.Database.SortedSetRangeByRankWithScoresAsync(Bench.Horizon + set);
            await bench.Database.SortedSetAddAsync(
                Bench.Horizon + set, Array.ConvertAll(
                    members, member => new SortedSetEntry(member.Element, member.Score + TimeSpan.FromDays(7).TotalSeconds)));
            foreach (var member in members)
            {
                var life = await bench.Database.KeyTimeToLiveAsync(Bench.Horizon + (string)member.Element!);
                if (life is not null)
                {
                    Assert.InRange(life.Value, TimeSpan.Zero, TimeSpan.FromHours(1));
                    await bench.Database.KeyDeleteAsync(Bench.Horizon + (string)member.Element!);
                }
            }
        }

        await bench.Database.KeyDeleteAsync(Turn);
    }

    private static async Task<long> MemoryAsync(Bench bench)
    {
        var info = (string)(await bench.Database.ExecuteAsync("INFO", "memory"))!;
        return long.Parse(info.Split('\n').Single(line => line.StartsWith("used_memory:", StringComparison.Ordinal)).Split(':')[1],
            CultureInfo.InvariantCulture);
    }
}
