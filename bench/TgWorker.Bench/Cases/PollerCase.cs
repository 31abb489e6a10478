using TgWorker.Measuring.Queues;
using TgWorker.Redis;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Bench.Cases;

/// <summary>
/// How fast the poller takes what waits, from a Bot API server 50 ms away: 100 for each question, so 2,000 a second at most.
/// </summary>
/// <param name="Scenario">The scenario it belongs to.</param>
internal sealed record PollerCase(string Scenario) : BenchCase(Scenario, "50 ms to Telegram")
{
    private const int Chats = 1000;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(
        MeasuredRedis redis,
        BenchSettings settings,
        CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        await using var queue = await ThrowAwayQueue.OpenAsync(redis.Address, new RedisQueueOptions(), time);
        await using var telegram = await BotApiServer.StartAsync(new BotApiServerOptions { RoundTrip = RoundTrip });
        var bot = telegram.AddBot("1:bench");
        for (var i = 0; i < settings.Polled; i++)
        {
            bot.AddMessage(i % Chats, new string('x', 1000));
        }

        await using var poller = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["poll", "--redis", redis.Url, "--prefix", queue.Options.Prefix, "--queue", queue.Options.Name],
            Environment = new Dictionary<string, string?> { ["TGWORKER_TelegramBots__bench__Token"] = bot.Token,
                ["TGWORKER_TelegramBots__bench__BaseUrl"] = telegram.Url },
        });

        // The clock starts with the first batch, which the poller's start is over with.
        await WaitAsync(() => bot.Pending < settings.Polled);
        var (first, started, before) = (bot.Pending, time.GetTimestamp(), poller.ProcessorTime);
        await WaitAsync(() => bot.Pending == 0);
        var (took, used) = (time.GetElapsedTime(started), poller.ProcessorTime - before);
        return
        [
            new Measurement
            {
                Scenario = Scenario, Variant = Variant, UpdatesPerSecond = first / took.TotalSeconds,
                WorkerCpuPer100K = used.TotalSeconds / first * 100_000,
            },
        ];

        async Task WaitAsync(Func<bool> condition)
        {
            while (!condition())
            {
                await Task.Delay(Look, time, cancellationToken);
            }
        }
    }
}
