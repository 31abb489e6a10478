using System.Globalization;
using StackExchange.Redis;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Timers;
using TgWorker.TestSupport.Redis;
using Xunit.Abstractions;

namespace TgWorker.Bots.Tests.Timers;

/// <summary>
/// Many timers are cheap: each takes little of Redis's memory, and what is done with one takes no longer for all the others.
/// </summary>
public sealed class ManyTimersTests(RedisFixture redis, ITestOutputHelper output) : IClassFixture<RedisFixture>
{
    private const int Steps = 200;

    // On demand a million: TGWORKER_TEST_MANY_TIMERS=1000000 takes a minute or two.
    private static readonly int Timers =
        int.TryParse(Environment.GetEnvironmentVariable("TGWORKER_TEST_MANY_TIMERS"), CultureInfo.InvariantCulture, out var number)
            ? number : 5_000;

    [Fact]
    public async Task Timers_InGreatNumber_TakeLittleMemoryAndAreSetAndCancelledAsFast()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = connection.GetDatabase();
        var few = await MeasureAsync(stage, database, "few");
        var began = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(0, Timers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
            await SetAsync(stage, 1_000 + i, "remind:1", TimeSpan.FromDays(1 + (i % 365))));
        var took = TimeProvider.System.GetElapsedTime(began);

        var many = await MeasureAsync(stage, database, "many");
        var bytes = 0L;
        foreach (var key in await stage.KeysAsync("timers*"))
        {
            bytes += (long)await database.ExecuteAsync("MEMORY", "USAGE", $"{stage.Prefix}queues:telegram_updates:{key}", "SAMPLES", "0");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Timers} timers: {bytes / (double)Timers:0} bytes each, {bytes / 1048576.0:0} MiB together, "
                + $"set at {Timers / took.TotalSeconds:0} a second; Redis's time for setting one, replacing and cancelling it: "
                + $"{few:0.0} µs among few, {many:0.0} µs among all"));
        Assert.InRange(bytes / (double)Timers, 100, 800);
        Assert.Equal(Timers, await database.SortedSetLengthAsync($"{stage.Prefix}queues:telegram_updates:timers"));
    }

    /// <summary>Redis's own time for what is done with one timer, in µs.</summary>
    private static async Task<double> MeasureAsync(BotStage stage, IDatabase database, string name)
    {
        var before = await ScriptTimeAsync(database);
        for (var step = 0; step < Steps; step++)
        {
            var place = new TimerPlace("main", 1);
            await SetAsync(stage, 1, name, TimeSpan.FromDays(2));
            await SetAsync(stage, 1, name, TimeSpan.FromDays(3));
            Assert.True(await stage.Queue.Timers.CancelAsync(place, name, null, default) == true);
        }

        return (await ScriptTimeAsync(database) - before) / Steps;
    }

    private static async Task<double> ScriptTimeAsync(IDatabase database) =>
        ((string)(await database.ExecuteAsync("INFO", "commandstats"))!).Split('\n')
            .Where(line => line.StartsWith("cmdstat_eval", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split("usec=")[1].Split(',')[0], CultureInfo.InvariantCulture));

    private static async Task SetAsync(BotStage stage, long chat, string name, TimeSpan after) =>
        Assert.True(await stage.Queue.Timers.SetAsync(new NewTimer(new TimerPlace("main", chat), name) { After = after }, null, default));
}
