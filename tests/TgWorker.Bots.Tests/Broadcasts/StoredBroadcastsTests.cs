using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>What a queue keeps of broadcasts: the same on Redis and SQLite.</summary>
public sealed class StoredBroadcastsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Id = "20260615-1a2b";

    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Systems => ["redis", "sqlite"];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Put_FromACursorThatWasMoved_PutsNothing(string system)
    {
        await using var queue = await OpenAsync(system);
        var broadcasts = await StartAsync(queue, 3);
        var read = (await broadcasts.FindAsync(Id, default))!;

        Assert.True(await broadcasts.PutAsync(read, [Entry(0), Entry(1)], Now, default));
        Assert.False(await broadcasts.PutAsync(read, [Entry(0), Entry(1)], Now, default));

        Assert.Equal(2, (await queue.GetStatusAsync(default)).Pending);
        var found = (await broadcasts.FindAsync(Id, default))!;
        Assert.Equal((2L, 2L, 3L), (found.Cursor, found.InLanes, found.Left));
        Assert.NotNull(await broadcasts.ReadAsync(Id, 0, default));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Settle_CountsOnce_AndTheLastOneEndsIt(string system)
    {
        await using var queue = await OpenAsync(system);
        var broadcasts = await StartAsync(queue, 3);
        await broadcasts.PutAsync((await broadcasts.FindAsync(Id, default))!, [Entry(0), Entry(1), Entry(2)], Now, default);
        Assert.Null(await broadcasts.ReadAsync(Id, 0, default));

        var gone = new BroadcastMiss(1, BroadcastResult.Gone, 8, "blocked");
        Assert.True(await broadcasts.SettleAsync(Id, 1, BroadcastResult.Gone, gone, Now, default));
        Assert.False(await broadcasts.SettleAsync(Id, 1, BroadcastResult.Gone, gone, Now, default));
        Assert.False(await broadcasts.SettleAsync(Id, 9, BroadcastResult.Sent, null, Now, default));
        Assert.True(await broadcasts.SettleAsync(Id, 0, BroadcastResult.Sent, null, Now, default));
        Assert.Equal(BroadcastState.Sending, (await broadcasts.FindAsync(Id, default))!.State);
        Assert.True(await broadcasts.SettleAsync(Id, 2, BroadcastResult.Failed,
            new BroadcastMiss(2, BroadcastResult.Failed, 9, "Bad Request"), Now, default));

        var found = (await broadcasts.FindAsync(Id, default))!;
        Assert.Equal((BroadcastState.Done, 1L, 1L, 1L, 0L), (found.State, found.Sent, found.Gone, found.Failed, found.Left));
        Assert.Empty(await broadcasts.SendingAsync(default));
        Assert.Equal([gone, new BroadcastMiss(2, BroadcastResult.Failed, 9, "Bad Request")],
            await broadcasts.MissesAsync(Id, default).OrderBy(miss => miss.Number).ToListAsync());
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Change_GoesOnlyWhereItMay(string system)
    {
        await using var queue = await OpenAsync(system);
        var broadcasts = await StartAsync(queue, 3);

        Assert.False(await broadcasts.AddAsync(Id, 1, "[1]"u8.ToArray(), 4, default));
        Assert.True(await broadcasts.ChangeAsync(Id, BroadcastState.Paused, "a reason", Now, default));
        Assert.False(await broadcasts.ChangeAsync(Id, BroadcastState.Paused, "", Now, default));
        Assert.Equal("a reason", (await broadcasts.FindAsync(Id, default))!.Reason);
        Assert.Empty(await broadcasts.SendingAsync(default));
        Assert.False(await broadcasts.PutAsync((await broadcasts.FindAsync(Id, default))!, [Entry(0)], Now, default));
        Assert.True(await broadcasts.ChangeAsync(Id, BroadcastState.Sending, "", Now, default));
        Assert.Equal([Id], (await broadcasts.SendingAsync(default)).Select(its => its.Id));
        Assert.True(await broadcasts.ChangeAsync(Id, BroadcastState.Cancelled, "", Now, default));
        Assert.False(await broadcasts.ChangeAsync(Id, BroadcastState.Sending, "", Now, default));
        Assert.Null(await broadcasts.ReadAsync(Id, 0, default));
        Assert.False(await broadcasts.ChangeAsync("none", BroadcastState.Cancelled, "", Now, default));

        Assert.Equal([Id], (await broadcasts.ListAsync(default)).Select(its => its.Id));
        Assert.True(await broadcasts.DeleteAsync(Id, default));
        Assert.False(await broadcasts.DeleteAsync(Id, default));
        Assert.Empty(await broadcasts.ListAsync(default));
    }

    private static async Task<IQueueBroadcasts> StartAsync(IUpdateQueue queue, int audience)
    {
        var broadcasts = queue.Broadcasts!;
        await broadcasts.CreateAsync(
            new StoredBroadcast(Id, "{}"u8.ToArray(), BroadcastState.Loading) { Created = Now, Changed = Now }, default);
        Assert.True(await broadcasts.AddAsync(Id, 0, "[7,8,9]"u8.ToArray(), audience, default));
        Assert.True(await broadcasts.ChangeAsync(Id, BroadcastState.Sending, "", Now, default));
        return broadcasts;
    }

    private async Task<IUpdateQueue> OpenAsync(string system) => system == "sqlite"
        ? await SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions(), new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System,
            NullLoggerFactory.Instance, default)
        : await RedisUpdateQueue.ConnectAsync(
            RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Prefix = redis.NewPrefix() },
            new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, NullLoggerFactory.Instance, default);

    private static byte[] Entry(int number) => [(byte)('0' + number)];
}
