using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.Retrying;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Working;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;

namespace TgWorker.Core.Tests.Telemetry;

/// <summary>Real work with every outcome there is, on a queue in memory, with somebody listening.</summary>
internal sealed class ObservedWork : IUpdateHandler, IDisposable
{
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    public const string Secret = "the secret text";

    private int _waited;

    public string Queue { get; } = $"q{Guid.NewGuid():N}";

    public Recorded Recorded { get; }

    public ObservedWork() => Recorded = new Recorded(Queue);

    public async Task RunAsync()
    {
        await using var queue = await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions { Name = Queue }, new EnvelopeReader(new EnvelopeOptions()),
            TimeProvider.System, NullLoggerFactory.Instance, default);
        foreach (var id in (long[])[1, 2, 3, 4, 5, 1])
        {
            await queue.PushAsync(Entry(id), default);
        }

        var options = new WorkerOptions
        {
            StopWhenEmpty = true,
            Retry = new RetryOptions { Tries = 2, Backoff = [TimeSpan.FromMilliseconds(1)], Timeout = TimeSpan.FromMilliseconds(50) },
        };
        var served = new ServedQueue(queue);
        await new UpdateWorker([served], this, options, TimeProvider.System, NullLogger<UpdateWorker>.Instance).RunAsync(default);
        QueueGauges.Record(await queue.GetStatusAsync(default), DateTimeOffset.UtcNow);
        WorkerMetrics.Sorted(Queue, 3);
        WorkerMetrics.LeaseLost(Queue);
        WorkerMetrics.LanesRecovered.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Queue, Queue));
    }

    // 1 is handled, 2 throws once, 3 fails, 4 outlives its time limit once, 5 waits for longer than the worker keeps it.
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        switch (context.UpdateId, context.Attempt)
        {
            case (2, 1):
                throw new InvalidOperationException($"cannot cope with '{Secret}'");
            case (3, _):
                return UpdateOutcome.Fail("no use", "410");
            case (4, 1):
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return UpdateOutcome.Handled;
            case (5, 1) when Interlocked.Exchange(ref _waited, 1) == 0:
                return UpdateOutcome.Wait(TimeSpan.FromMilliseconds(20), "429");
            default:
                return UpdateOutcome.Handled;
        }
    }

    public void Dispose() => Recorded.Dispose();

    private static byte[] Entry(long id)
    {
        var update = string.Create(
            CultureInfo.InvariantCulture, $"{{\"update_id\":{id},\"message\":{{\"chat\":{{\"id\":{id}}},\"text\":\"{Secret}\"}}}}");
        var entry = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, "main", Encoding.UTF8.GetBytes(update), Guid.NewGuid(), DateTimeOffset.UtcNow.AddSeconds(-2));
        var text = Encoding.UTF8.GetString(entry.WrittenSpan);
        return Encoding.UTF8.GetBytes(id == 1 ? $"{{\"traceparent\":\"00-{TraceId}-b7ad6b7169203331-01\",{text[1..]}" : text);
    }
}
