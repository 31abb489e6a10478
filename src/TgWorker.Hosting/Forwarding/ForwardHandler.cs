using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TgWorker.Core.Handling;

namespace TgWorker.Hosting.Forwarding;

/// <summary>Hands each update to an HTTP endpoint: POST, the raw update JSON.</summary>
/// <remarks>
/// 2xx is success; 410 and 422 give the update up; 429 and 503 with <c>Retry-After</c> wait without using up a try; the rest
/// is tried again. Redirects are not followed, and what the endpoint answers is neither kept nor logged.
/// </remarks>
internal sealed class ForwardHandler : IUpdateHandler, IDisposable
{
    private const int DrainedBytes = 64 * 1024;

    private static readonly string NoAnswer = typeof(HttpRequestException).FullName!;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client;
    private readonly Uri _endpoint;
    private readonly AuthenticationHeaderValue? _credentials;
    private readonly ForwardResponse _response;
    private readonly string _shown;

    public ForwardHandler(ForwardOptions options, TimeProvider time)
    {
        var to = options.To ?? throw new ArgumentException("No endpoint to forward to.", nameof(options));
        _shown = ShownEndpoint.Of(to);
        _endpoint = new UriBuilder(to) { UserName = "", Password = "", Fragment = "" }.Uri;
        _credentials = Credentials(to);
        _response = new ForwardResponse(_shown, options.MaxWait, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // Follows the endpoint's DNS.
            MaxResponseDrainSize = DrainedBytes,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // The try's own limit ends the request.
        };
    }

    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        using var request = Request(context);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return _response.Outcome(response);
        }
        catch (HttpRequestException e)
        {
            return UpdateOutcome.Retry($"No answer from {_shown}: {Reason(e)}", errorType: NoAnswer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return UpdateOutcome.Retry($"No answer from {_shown}: no connection within 10 s", errorType: NoAnswer);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(UpdateContext context)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ReadOnlyMemoryContent(context.Update) };
        request.Content.Headers.ContentType = Json;
        var headers = request.Headers;
        headers.Authorization = _credentials;
        var bot = Uri.EscapeDataString(context.Bot);
        headers.TryAddWithoutValidation("X-TgWorker-Bot", bot);
        headers.TryAddWithoutValidation("X-TgWorker-Lane", context.Lane);
        headers.TryAddWithoutValidation("X-TgWorker-Attempt", Text(context.Attempt));
        headers.TryAddWithoutValidation("X-TgWorker-Fence", Text(context.Fence));
        if (context.UpdateId is { } updateId)
        {
            headers.TryAddWithoutValidation("X-TgWorker-Update", Text(updateId));
            headers.TryAddWithoutValidation("Idempotency-Key", $"{bot}:{Text(updateId)}");
        }

        return request;
    }

    private static AuthenticationHeaderValue? Credentials(Uri to) => to.UserInfo.Length == 0
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(to.UserInfo))));

    // Not the exceptions' messages: they may quote what the other side sent.
    // A connection that breaks is for .NET an unknown error, with the socket's deeper within.
    private static string Reason(HttpRequestException exception) => exception.GetBaseException() is SocketException socket
        ? exception.HttpRequestError == HttpRequestError.Unknown ? $"the connection broke ({socket.SocketErrorCode})"
            : $"{exception.HttpRequestError} ({socket.SocketErrorCode})"
        : exception.HttpRequestError.ToString();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
