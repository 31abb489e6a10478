using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Telemetry;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Status;

/// <summary>What waits in lanes is seen as what waits on the list is: how long, by when it was pushed.</summary>
public sealed class LongestWaitTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Status_FiftyChatsReadyAndUnserved_HaveWaitedSinceTheyWerePushed()
    {
        await using var queue = await OpenAsync();
        var session = await queue.JoinAsync(default);
        for (var chat = 1; chat <= 50; chat++)
        {
            await queue.PushAsync(Entry(chat, chat, AnHour), default);
        }

        Assert.Equal(50, (await session.ClaimAsync(100, default)).Granted.Count);
        await session.LeaveAsync(default);

        var status = await queue.GetStatusAsync(default);

        Assert.Equal((0, 50), (status.Pending, status.ReadyNow));
        Assert.InRange(status.LongestWait!.Value, AnHour, AnHour + TimeSpan.FromMinutes(10));
        Assert.InRange(QueueGauges.OldestAge(status, TimeProvider.System.GetUtcNow()), AnHour, AnHour + TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_ManyUpdatesBehindOneChatsFirst_HaveWaitedSinceTheyWerePushed(bool parked)
    {
        await using var queue = await OpenAsync();
        await using var session = await queue.JoinAsync(default);
        await queue.PushAsync(Entry(1, 1, 2 * AnHour), default);
        var busy = Assert.Single((await session.ClaimAsync(100, default)).Granted);
        for (var id = 2; id <= 499; id++)
        {
            await queue.PushAsync(Entry(id, 1, AnHour), default);
        }

        for (var chat = 2; chat <= 40; chat++)
        {
            await queue.PushAsync(Entry(1000 + chat, chat, TimeSpan.Zero), default);
        }

        while (!(await session.ClaimAsync(100, default)).Exhausted)
        {
        }

        if (parked)
        {
            await session.ParkAsync(busy, AnHour, 1, default);
        }

        var status = await queue.GetStatusAsync(default);

        Assert.Equal(0, status.Pending);
        Assert.InRange(status.LongestWait!.Value, AnHour, AnHour + TimeSpan.FromMinutes(10));
    }

    private static byte[] Entry(int id, int chat, TimeSpan ago)
    {
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"update_id":{{{id}}},"message":{"message_id":1,"chat":{"id":{{{chat}}},"type":"private"},"from":{"id":7},"text":"a"}}""");
        var entry = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, "main", Encoding.UTF8.GetBytes(update), Guid.NewGuid(), TimeProvider.System.GetUtcNow() - ago,
            TgookShape.V1);
        return entry.WrittenSpan.ToArray();
    }

    private Task<RedisUpdateQueue> OpenAsync() => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url),
        new RedisQueueOptions { Prefix = redis.NewPrefix() },
        new EnvelopeReader(new EnvelopeOptions()),
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);
}
