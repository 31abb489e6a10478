using System.Net;
using System.Net.Sockets;
using System.Text;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Forwarding;

namespace TgWorker.Tests.Handlers;

public sealed class ForwardHandlerTests
{
    [Fact]
    public async Task Handle_Update_PostsItsBytesWithWhatTheEndpointMustKnow()
    {
        await using var endpoint = LoopbackEndpoint.Answering(204);

        var outcome = await ForwardAsync(endpoint.Url("/hook/a?key=1"), UpdateContexts.Of(bot: "my bot/Ж:1", lane: "my%20bot:-100"));

        Assert.Equal(UpdateOutcome.Handled, outcome);
        var request = await endpoint.NextAsync();
        Assert.Equal("POST /hook/a?key=1 HTTP/1.1", request.RequestLine);
        Assert.Equal(Encoding.UTF8.GetBytes(UpdateContexts.Update), request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("my%20bot%2F%D0%96%3A1", request.Headers["X-TgWorker-Bot"]);
        Assert.Equal("42", request.Headers["X-TgWorker-Update"]);
        Assert.Equal("my%20bot:-100", request.Headers["X-TgWorker-Lane"]);
        Assert.Equal("2", request.Headers["X-TgWorker-Attempt"]);
        Assert.Equal("9", request.Headers["X-TgWorker-Fence"]);
        Assert.Equal("my%20bot%2F%D0%96%3A1:42", request.Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Handle_SeveralUpdates_UsesOneConnection()
    {
        await using var endpoint = LoopbackEndpoint.Answering(200);
        using var handler = new ForwardHandler(new ForwardOptions { To = endpoint.Url() }, new FixedClock());

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(UpdateOutcome.Handled, await handler.HandleAsync(UpdateContexts.Of(), CancellationToken.None));
        }

        Assert.Equal(3, endpoint.Unread);
    }

    [Fact]
    public async Task Handle_UpdateWithoutAnId_SendsNoKeyForIt()
    {
        await using var endpoint = LoopbackEndpoint.Answering(200);

        await ForwardAsync(endpoint.Url(), UpdateContexts.Of(updateId: null));

        var request = await endpoint.NextAsync();
        Assert.False(request.Headers.ContainsKey("Idempotency-Key"));
        Assert.False(request.Headers.ContainsKey("X-TgWorker-Update"));
    }

    [Theory]
    [InlineData(200, OutcomeKind.Handled)]
    [InlineData(202, OutcomeKind.Handled)]
    [InlineData(410, OutcomeKind.Fail)]
    [InlineData(422, OutcomeKind.Fail)]
    [InlineData(400, OutcomeKind.Retry)]
    [InlineData(404, OutcomeKind.Retry)]
    [InlineData(429, OutcomeKind.Retry)]
    [InlineData(500, OutcomeKind.Retry)]
    [InlineData(503, OutcomeKind.Retry)]
    public async Task Handle_Status_DecidesWhatBecomesOfTheUpdate(int status, OutcomeKind expected)
    {
        await using var endpoint = LoopbackEndpoint.Answering(status);

        var outcome = await ForwardAsync(endpoint.Url("/hook?token=hunter2"));

        Assert.Equal(expected, outcome.Kind);
        Assert.Equal(expected == OutcomeKind.Handled ? null : $"HTTP {status} from http://127.0.0.1:{endpoint.Port}/…", outcome.Error);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "7", 7)]
    [InlineData(503, "Fri, 21 Nov 2025 12:01:30 GMT", 90)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "Fri, 21 Nov 2025 11:00:00 GMT", 1)]
    [InlineData(429, "999999", 3600)]
    public async Task Handle_RetryAfter_IsAWaitThatUsesUpNoTry(int status, string retryAfter, double seconds)
    {
        await using var endpoint = LoopbackEndpoint.Answering(status, "Retry-After: " + retryAfter);

        var outcome = await ForwardAsync(endpoint.Url());

        Assert.Equal(OutcomeKind.Wait, outcome.Kind);
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.After);
    }

    [Fact]
    public async Task Handle_RetryAfterOfAnotherStatus_IsNoWait()
    {
        await using var endpoint = LoopbackEndpoint.Answering(500, "Retry-After: 7");

        Assert.Equal(OutcomeKind.Retry, (await ForwardAsync(endpoint.Url())).Kind);
    }

    [Fact]
    public async Task Handle_Redirect_IsNotFollowed()
    {
        await using var target = LoopbackEndpoint.Answering(200);
        await using var endpoint = LoopbackEndpoint.Answering(307, $"Location: {target.Url()}");

        var outcome = await ForwardAsync(endpoint.Url());

        Assert.Equal(OutcomeKind.Retry, outcome.Kind);
        Assert.EndsWith("redirects are not followed; forward to the final address", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, target.Unread);
    }

    [Fact]
    public async Task Handle_UserInTheUrl_SignsInAndIsNotShown()
    {
        await using var endpoint = LoopbackEndpoint.Answering(500);

        var outcome = await ForwardAsync(new Uri($"http://us%20er:hunter2@127.0.0.1:{endpoint.Port}/…"));

        Assert.Equal($"HTTP 500 from http://127.0.0.1:{endpoint.Port}/…", outcome.Error);
        var request = await endpoint.NextAsync();
        Assert.Equal("Basic " + Convert.ToBase64String("us er:hunter2"u8), request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Handle_NobodyThere_IsRetriedWithAReason()
    {
        Uri gone;
        await using (var endpoint = LoopbackEndpoint.Answering(200))
        {
            gone = endpoint.Url("/hook?token=hunter2");
        }

        var outcome = await ForwardAsync(gone);

        Assert.Equal(UpdateOutcome.Retry(
            $"No answer from http://127.0.0.1:{gone.Port}/…: ConnectionError (ConnectionRefused)",
            errorType: "System.Net.Http.HttpRequestException"), outcome);
    }

    // It was "Unknown".
    [Fact]
    public async Task Handle_ConnectionThatBreaks_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cutting = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().ReadExactlyAsync(new byte[4]);
            client.Client.Close(timeout: 0); // A reset, not an end.
        });

        var outcome = await ForwardAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook"));

        await cutting;
        Assert.EndsWith("/…: the connection broke (ConnectionReset)", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0 hunter2\r\n\r\n")]
    public async Task Handle_AnswerThatIsNone_IsRetriedWithoutQuotingIt(string answer)
    {
        await using var endpoint = new LoopbackEndpoint(answer);

        var outcome = await ForwardAsync(endpoint.Url());

        Assert.Equal(OutcomeKind.Retry, outcome.Kind);
        Assert.StartsWith("No answer from http://127.0.0.1", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_AnswerWithoutEnd_IsNotWaitedFor()
    {
        await using var endpoint = new LoopbackEndpoint("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbegin");

        Assert.Equal(UpdateOutcome.Handled, await ForwardAsync(endpoint.Url()));
    }

    [Fact]
    public async Task Handle_Cancelled_EndsTheRequest()
    {
        await using var endpoint = new LoopbackEndpoint("HTTP/1.1 200 OK\r\n");
        using var cancel = new CancellationTokenSource();

        var handling = ForwardAsync(endpoint.Url(), cancellationToken: cancel.Token);
        await endpoint.NextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handling);
    }

    private static async Task<UpdateOutcome> ForwardAsync(
        Uri to, UpdateContext? context = null, CancellationToken cancellationToken = default)
    {
        using var handler = new ForwardHandler(new ForwardOptions { To = to }, new FixedClock());
        return await handler.HandleAsync(context ?? UpdateContexts.Of(), cancellationToken);
    }
}
