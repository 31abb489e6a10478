using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Sessions;

/// <summary>A worker that would sort the queue otherwise than it is sorted does not join.</summary>
public sealed class SharedSettingsTests : IDisposable
{
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Join_AnotherOrderBesideALiveWorker_IsRefusedWithTheWayOut()
    {
        await using var byChat = await OpenAsync("chat");
        await using var byUser = await OpenAsync("user");
        await using var session = await byChat.JoinAsync(default);

        var refused = await Assert.ThrowsAsync<QueueUnsupportedException>(() => byUser.JoinAsync(default));

        Assert.Contains("orders its updates by 'chat', and this worker by 'user' (--order-by)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("tgworker drain", refused.Message, StringComparison.Ordinal);
        Assert.Single((await byChat.GetStatusAsync(default)).Workers);
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("is parked")]
    [InlineData("is paused")]
    [InlineData("has stopped its lane")]
    public async Task Join_AnotherOrderWithAJobInALane_IsRefusedUntilItIsDrained(string job)
    {
        await using var byChat = await OpenAsync("chat");
        await using var byUser = await OpenAsync("user");
        await byChat.PushAsync(new Entry("a", "a1").ToBytes(), default);
        await byChat.PushAsync(new Entry("a", "a2").ToBytes(), default);
        await using (var session = await byChat.JoinAsync(default))
        {
            var delivery = Assert.Single((await session.ClaimAsync(1, default)).Granted);
            if (job == "is parked")
            {
                await session.ParkAsync(delivery, TimeSpan.FromHours(1), 0, default);
            }
            else if (job == "has stopped its lane")
            {
                await session.FailAsync(delivery, new Failure("broken", 1, HoldLane: true), takeNext: false, default);
            }

            await session.LeaveAsync(default);
        }

        if (job == "is paused")
        {
            await byChat.Lanes.PauseAsync("a", default);
        }

        await Assert.ThrowsAsync<QueueUnsupportedException>(() => byUser.JoinAsync(default));

        if (job is "is paused" or "has stopped its lane")
        {
            return;
        }

        // The other was on the list.
        Assert.Equal(1, await byUser.Operations.DrainAsync(default));
        await using var joined = await byUser.JoinAsync(default);
        await Assert.ThrowsAsync<QueueUnsupportedException>(() => byChat.JoinAsync(default));
    }

    [Fact]
    public async Task Join_AnotherOrderWhenAllIsDoneAndAllAreGone_IsWelcome()
    {
        await using var byChat = await OpenAsync("chat");
        await using var byUser = await OpenAsync("user");
        await byChat.PushAsync(new Entry("a", "a1").ToBytes(), default);
        await using (var session = await byChat.JoinAsync(default))
        {
            await session.FinishAsync((await session.ClaimAsync(1, default)).Granted, takeNext: false, default);
            await session.LeaveAsync(default);
        }

        await using var joined = await byUser.JoinAsync(default);

        Assert.Single((await byUser.GetStatusAsync(default)).Workers);
    }

    private Task<SqliteUpdateQueue> OpenAsync(string orderedBy) => SqliteUpdateQueue.OpenAsync(
        _file.Path, new SqliteQueueOptions(), new OrderedReader(orderedBy), TimeProvider.System, NullLoggerFactory.Instance, default);

    private sealed class OrderedReader(string orderedBy) : IJobReader
    {
        private readonly ConformanceJobReader _reader = new();

        public string OrderedBy => orderedBy;

        public Job Read(ReadOnlyMemory<byte> payload) => _reader.Read(payload);
    }
}
