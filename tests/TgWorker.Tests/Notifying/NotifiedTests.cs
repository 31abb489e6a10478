using System.Text.Json;
using StackExchange.Redis;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Notifying;

/// <summary>What somebody is told of real workers.</summary>
public sealed class NotifiedTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private readonly string _prefix = redis.NewPrefix();

    [Fact]
    public async Task Work_UpdatesFailAndAWorkerDies_TellsOfEachOnce()
    {
        await using var webhook = LoopbackEndpoint.Answering(200);
        await using var handler = LoopbackEndpoint.Answering(422);
        await using var one = Start(webhook, handler);
        await using var two = Start(webhook, handler);
        await using var dying = Start(webhook, handler);
        await Task.WhenAll(new[] { one, two, dying }.Select(worker => worker.WaitForOutputAsync("works on queue")));

        await PushAsync("01_text_private", "08_entities");
        Assert.Equal(("failed_jobs", "Queue telegram_updates: 2 updates have failed within 5 min; see 'tgworker failed'"),
            await NextAsync(webhook));

        dying.Kill();
        Assert.Equal(
            ("dead_workers", $"Queue telegram_updates: 1 workers died ({Environment.MachineName}:{dying.Id}); 2 are at work"),
            await NextAsync(webhook));

        foreach (var worker in (WorkerProcess[])[one, two])
        {
            worker.Terminate();
            Assert.Equal(0, await worker.WaitForExitAsync());
        }

        Assert.Equal(0, webhook.Unread);
    }

    private WorkerProcess Start(LoopbackEndpoint webhook, LoopbackEndpoint handler) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Arguments = ["work", "--redis", redis.Url, "--prefix", _prefix, "--lease", "1", "--forward-to", handler.Url().ToString()],
        Environment = new Dictionary<string, string?>
        {
            ["TGWORKER_Notify__Webhook"] = webhook.Url().ToString(),
            ["TGWORKER_Notify__FailedJobs"] = "2",
            ["TGWORKER_Notify__Every"] = "0.3",
            // The entries are old.
            ["TGWORKER_Notify__LongWait"] = "0",
        },
    });

    private async Task PushAsync(params string[] entries)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        await connection.GetDatabase().ListRightPushAsync(
            $"{_prefix}queues:telegram_updates", [.. entries.Select(name => (RedisValue)Fixtures.TgookEntry(name))]);
    }

    private static async Task<(string? Event, string? Text)> NextAsync(LoopbackEndpoint webhook)
    {
        var request = await Eventually.DoneAsync(webhook.NextAsync());
        using var body = JsonDocument.Parse(request.Body);
        return (body.RootElement.GetProperty("event").GetString(), body.RootElement.GetProperty("text").GetString());
    }
}
