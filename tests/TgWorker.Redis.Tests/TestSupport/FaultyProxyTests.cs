using System.Net;
using System.Net.Sockets;
using System.Text;
using TgWorker.TestSupport.Network;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Redis.Tests.TestSupport;

public sealed class FaultyProxyTests : IAsyncLifetime
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

    [Fact]
    public async Task Cut_OpenConnection_EndsItAndAcceptsTheNext()
    {
        using var client = await ConnectAsync();
        Assert.Equal("+PONG", await AskAsync(client, "PING"));

        _proxy.Cut();

        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(client, "PING"));
        using var next = await ConnectAsync();
        Assert.Equal("+PONG", await AskAsync(next, "PING"));
    }

    [Fact]
    public async Task Refuse_ThenAccept_ServesAgainOnTheSamePort()
    {
        await _proxy.RefuseAsync();
        await Assert.ThrowsAsync<SocketException>(ConnectAsync);

        _proxy.Accept();

        using var client = await ConnectAsync();
        Assert.Equal("+PONG", await AskAsync(client, "PING"));
    }

    [Fact]
    public async Task Freeze_UntilThaw_HoldsRequestsBack()
    {
        using var client = await ConnectAsync();
        _proxy.Freeze();
        var answer = AskAsync(client, "SET key value");

        using var direct = await ConnectAsync(_server.Port);
        Assert.Equal("$-1", await AskAsync(direct, "GET key"));
        Assert.False(answer.IsCompleted);
        _proxy.Thaw();

        Assert.Equal("+OK", await Eventually.DoneAsync(answer));
    }

    [Fact]
    public async Task DropAnswers_Request_TakesEffectUnanswered()
    {
        using var client = await ConnectAsync();
        using var direct = await ConnectAsync(_server.Port);
        _proxy.DropAnswers();

        var answer = AskAsync(client, "INCR count");

        await Eventually.EqualAsync("$1", () => AskAsync(direct, "GET count"));
        Assert.False(answer.IsCompleted);
        _proxy.Cut();
        await Assert.ThrowsAnyAsync<IOException>(() => answer);
    }

    [Fact]
    public async Task LoseAnswerTo_MatchingRequest_TakesEffectOnceAndEndsTheConnection()
    {
        using var client = await ConnectAsync();
        using var direct = await ConnectAsync(_server.Port);
        _proxy.LoseAnswerTo("INCR");
        Assert.Equal("+PONG", await AskAsync(client, "PING"));

        await Assert.ThrowsAnyAsync<IOException>(() => AskAsync(client, "INCR count"));

        await Eventually.EqualAsync("$1", () => AskAsync(direct, "GET count"));
        using var next = await ConnectAsync();
        Assert.Equal(":2", await AskAsync(next, "INCR count"));
    }

    [Fact]
    public async Task Slow_Request_TakesAtLeastTheDelayInEachDirection()
    {
        using var client = await ConnectAsync();
        _proxy.Slow(TimeSpan.FromMilliseconds(60));
        var started = TimeProvider.System.GetTimestamp();

        await AskAsync(client, "PING");

        // Timers may fire a little early; two whole delays less a tick of the system's clock each.
        Assert.True(TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Strand_ConnectionThatCarriedTheText_FallsSilentAndOthersWork()
    {
        using var client = await ConnectAsync();
        using var other = await ConnectAsync();
        await AskAsync(client, "GET one");
        await AskAsync(other, "GET two");

        _proxy.Strand("GET one");

        var answer = AskAsync(client, "SET one 1");
        Assert.Equal("+PONG", await AskAsync(other, "PING"));
        using var next = await ConnectAsync();
        Assert.Equal("$-1", await AskAsync(next, "GET one"));
        Assert.False(answer.IsCompleted);
        _proxy.Cut();
        await Assert.ThrowsAnyAsync<IOException>(() => answer);
    }

    [Fact]
    public async Task Retarget_NewConnections_LeadToTheOtherServer()
    {
        await using var another = await RedisServer.StartAsync();
        using var before = await ConnectAsync();
        await AskAsync(before, "SET key value");

        _proxy.Retarget(another.Host, another.Port);

        using var after = await ConnectAsync();
        Assert.Equal("$-1", await AskAsync(after, "GET key"));
        Assert.Equal("$5", await AskAsync(before, "GET key"));
    }

    private Task<TcpClient> ConnectAsync() => ConnectAsync(_proxy.Port);

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    /// <summary>The first line of the answer.</summary>
    private static async Task<string> AskAsync(TcpClient client, string request)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request + "\r\n"));
        var buffer = new byte[1024];
        var length = await stream.ReadAsync(buffer);
        return length > 0
            ? Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0]
            : throw new IOException("The connection ended.");
    }
}
