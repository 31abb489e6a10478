using System.Net.Http.Json;
using System.Text.Json;
using StackExchange.Redis;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Telemetry;

/// <summary>What a collector gets of a real worker process.</summary>
public sealed class OtlpExportTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Work_WithAnEndpoint_SendsSpansMetricsAndLogsThatBelongTogether()
    {
        await using var collector = new OtlpReceiver();
        await using var handler = LoopbackEndpoint.Answering(422);
        var prefix = redis.NewPrefix();
        var port = LoopbackPort.FindFree();
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments =
            [
                "work", "--redis", redis.Url, "--prefix", prefix, "--forward-to", handler.Url().ToString(), "--log", "json",
                "--health-port", $"{port}",
            ],
            Environment = new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test",
            },
        });
        await worker.WaitForOutputAsync("works on queue");
        await AssertHealthyAsync(port);
        await PushAsync(prefix);
        var request = await Eventually.DoneAsync(handler.NextAsync());
        await worker.WaitForOutputAsync("failed (tries");
        worker.Terminate();
        Assert.Equal(0, await worker.WaitForExitAsync());
        await collector.ReadAsync();

        var attempt = Span(collector, "process telegram_updates");
        var call = Span(collector, "POST");
        var settling = Span(collector, "fail telegram_updates");
        var failed = collector.Logs.Single(
            log => log.Texts("5.1").Any(text => text.Contains("failed (tries: 1)", StringComparison.Ordinal)));
        Assert.Equal(Id(attempt), call.Hex("4"));
        Assert.Equal(Id(attempt), settling.Hex("4"));
        Assert.Equal(Trace(attempt), request.Headers["traceparent"].Split('-')[1]);
        Assert.Equal((Trace(attempt), Id(settling)), (failed.Hex("9"), failed.Hex("10")));
        Assert.Equal(
            [
                "messaging.client.consumed.messages", "messaging.client.operation.duration", "messaging.process.duration",
                "tgworker.broadcast.left", "tgworker.failed_jobs", "tgworker.lanes",
                "tgworker.lanes.recovered", "tgworker.leases.lost", "tgworker.queue.length", "tgworker.queue.oldest.age",
                "tgworker.queue.wait", "tgworker.retries",
                "tgworker.sort.batches", "tgworker.sort.entries", "tgworker.updates.running", "tgworker.updates.settled",
                "tgworker.workers",
            ],
            collector.Metrics.Where(name =>
                name.StartsWith("tgworker.", StringComparison.Ordinal) || name.StartsWith("messaging.", StringComparison.Ordinal)).Order());
        Assert.Contains("http.client.request.duration", collector.Metrics);
        Assert.Equal(("tgworker", "test"), (collector.Resource("service.name"), collector.Resource("deployment.environment.name")));
        Assert.DoesNotContain("hello", collector.Everything, StringComparison.Ordinal);
        AssertJsonLines(worker, Trace(attempt));
    }

    private async Task PushAsync(string prefix)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        await connection.GetDatabase().ListRightPushAsync($"{prefix}queues:telegram_updates", Fixtures.TgookEntry("01_text_private"));
    }

    private static async Task AssertHealthyAsync(int port)
    {
        using var client = new HttpClient();
        foreach (var name in (string[])["127.0.0.1", "localhost"])
        {
            using var live = await client.GetAsync(new Uri($"http://{name}:{port}/health/live"));
            Assert.Equal((200, "application/json"), ((int)live.StatusCode, live.Content.Headers.ContentType!.MediaType));
        }

        // The pulse and the log line are two writes of two moments.
        await Eventually.EqualAsync(
            200, async () => (int)(await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"))).StatusCode);
        var ready = await client.GetFromJsonAsync<JsonElement>(new Uri($"http://127.0.0.1:{port}/health/ready"));
        Assert.Equal(("ok", 0, "telegram_updates"), (
            ready.GetProperty("status").GetString(), ready.GetProperty("reasons").GetArrayLength(),
            ready.GetProperty("queues")[0].GetProperty("name").GetString()));
        Assert.Equal(404, (int)(await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"))).StatusCode);
        Assert.Equal(405, (int)(await client.PostAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), null)).StatusCode);
    }

    private static void AssertJsonLines(WorkerProcess worker, string trace)
    {
        var lines = worker.Output.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var failed = lines.Single(line => line.GetProperty("EventId").GetInt32() == 120);
        Assert.Equal("Warning", failed.GetProperty("LogLevel").GetString());
        Assert.Equal(846372911, failed.GetProperty("State").GetProperty("UpdateId").GetInt64());
        Assert.Contains(trace, failed.GetProperty("Scopes").GetRawText(), StringComparison.Ordinal);
    }

    private static ProtoMessage Span(OtlpReceiver collector, string name) =>
        collector.Spans.Single(span => span.Texts("5").Single() == name);

    private static string Trace(ProtoMessage span) => span.Hex("1");

    private static string Id(ProtoMessage span) => span.Hex("2");
}
