using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Network;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sessions;

/// <summary>What becomes of a claim of which a part was answered when the connection broke.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private FaultyProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _proxy = FaultyProxy.Start(_server.Host, _server.Port);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("LRANGE")]
    [InlineData("HMGET")]
    public async Task Claim_ConnectionBreaksAfterReadyLanesWereGranted_TheirJobsAreStillRun(string lost)
    {
        await using var direct = await OpenAsync(_server.Port);
        await using var other = await direct.JoinAsync(default);
        await direct.PushAsync(new Entry("a", "a1").ToBytes(), default);
        await other.ParkAsync((await other.ClaimAsync(1, default)).Granted[0], TimeSpan.Zero, 0, default);
        await direct.PushAsync(new Entry("b", "b1").ToBytes(), default);
        await using var proxied = await OpenAsync(_proxy.Port);
        await using var session = await proxied.JoinAsync(default);

        _proxy.LoseAnswerTo(lost);
        var claimed = new List<string>();
        await Eventually.TrueAsync(async () =>
        {
            claimed.AddRange(await ClaimAsync(session));
            return claimed.Count == 2;
        });

        Assert.Equal(["a1", "b1"], claimed.Order());
    }

    private static async Task<IEnumerable<string>> ClaimAsync(IQueueSession session)
    {
        try
        {
            return (await session.ClaimAsync(10, default)).Granted.Select(delivery => Entry.TextOf(delivery.Job));
        }
        catch (QueueUnavailableException)
        {
            return [];
        }
    }

    private static async Task<RedisUpdateQueue> OpenAsync(int port) => await RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl($"redis://127.0.0.1:{port}"),
        new RedisQueueOptions { Lease = TimeSpan.FromMinutes(1) },
        new ConformanceJobReader(),
        TimeProvider.System,
        NullLoggerFactory.Instance,
        default);
}
