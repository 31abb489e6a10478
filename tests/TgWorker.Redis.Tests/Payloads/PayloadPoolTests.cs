using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Handling;
using TgWorker.Core.Working;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Horizon;
using TgWorker.TestSupport.Memory;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Payloads;

public sealed class PayloadPoolTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    // More than the slots, so that entries are read by the sorter and again when their turn comes; a tenth fails.
    private const int Updates = 1000;
    private const int Failing = 10;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(250)]
    public async Task Work_EveryUpdate_IsWhatWasPushedAndItsMemoryComesBack(int chats)
    {
        var pool = new PoisonedPool();
        await using var queue = await OpenAsync(new RedisQueueOptions { Prefix = redis.NewPrefix(), PayloadMemory = pool });
        for (var id = 1; id <= Updates; id++)
        {
            await queue.PushAsync(Encoding.UTF8.GetBytes(Update(id, chats)), default);
        }

        var wrong = await WorkAsync(queue, chats);

        Assert.Equal(0, wrong);
        Assert.Equal(0, pool.Lent);
        Assert.NotEqual(0, pool.Rents);
        var failed = new List<string>();
        await foreach (var job in queue.FailedJobs.ListAsync(default))
        {
            failed.Add(Encoding.UTF8.GetString(job.Payload.Span));
        }

        Assert.Equal(
            Enumerable.Range(1, Updates / Failing).Select(n => Update(n * Failing, chats)).Order(StringComparer.Ordinal),
            failed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Work_ShownToHorizon_LendsNothing()
    {
        var pool = new PoisonedPool();
        await using var queue = await OpenAsync(new RedisQueueOptions
        {
            Prefix = redis.NewPrefix(), PayloadMemory = pool, Horizon = new HorizonProjectionOptions { Prefix = redis.NewPrefix() },
        });
        await queue.PushAsync(Encoding.UTF8.GetBytes(Update(1, chats: 1)), default);

        Assert.Equal(0, await WorkAsync(queue, chats: 1));
        Assert.Equal(0, pool.Rents);
    }

    private static async Task<int> WorkAsync(RedisUpdateQueue queue, int chats)
    {
        var wrong = 0;
        var handler = new Handler(context =>
        {
            var id = (int)context.UpdateId!;
            if (Encoding.UTF8.GetString(context.Update.Span) != Update(id, chats))
            {
                Interlocked.Increment(ref wrong);
            }

            return id % Failing == 0 ? UpdateOutcome.Fail("broken") : UpdateOutcome.Handled;
        });
        var options = new WorkerOptions { Concurrency = 64, StopWhenEmpty = true };
        await new UpdateWorker([queue], handler, options, TimeProvider.System, NullLogger<UpdateWorker>.Instance).RunAsync(default);
        return wrong;
    }

    private static string Update(int id, int chats) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"update_id":{{{id}}},"message":{"message_id":{{{id}}},"chat":{"id":{{{id % chats + 1}}},"type":"private"},"""
        + $$$""" "text":"{{{new string('x', id % 700)}}}"}}""");

    private Task<RedisUpdateQueue> OpenAsync(RedisQueueOptions options) => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url), options, new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System,
        NullLoggerFactory.Instance, default);

    private sealed class Handler(Func<UpdateContext, UpdateOutcome> handle) : IUpdateHandler
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) => new(handle(context));
    }
}
