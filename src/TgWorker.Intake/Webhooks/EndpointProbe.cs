using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Webhooks;

/// <summary>
/// Asks a webhook's address what Telegram would ask, without bringing an update: first without the secret token, and with it only where a
/// receiver of ours answered, over a TLS connection that Telegram would trust.
/// </summary>
internal sealed class EndpointProbe(IWebhookNetwork network, TimeProvider time)
{
    private const int Unauthorized = 401;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks.</summary>
    public async Task<EndpointSeen> AskAsync(WebhookWish wish, IPAddress address, CancellationToken cancellationToken)
    {
        var tls = new TlsWatch(wish.Certificate is { } own ? Uploaded(own) : network.Authorities);
        using var handler = Handler(wish, address, tls);
        using var http = new HttpMessageInvoker(handler);
        var seen = new EndpointSeen(address);
        try
        {
            seen = seen with { WithoutSecret = await SendAsync(http, wish.Url, null, cancellationToken).ConfigureAwait(false) };
            if (seen.WithoutSecret is { IsReceiver: true, Status: Unauthorized } && wish.Secret is { } secret)
            {
                seen = seen with { WithSecret = await SendAsync(http, wish.Url, secret, cancellationToken).ConfigureAwait(false) };
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AuthenticationException or TimeoutException)
        {
            seen = tls.Trouble != TlsTrouble.None ? seen : tls.Certificate is null && IsTlsTrouble(e)
                ? seen with { Tls = TlsTrouble.NoHandshake }
                : seen with { Unreachable = Reason(e) };
        }

        return seen with { Tls = tls.Trouble == TlsTrouble.None ? seen.Tls : tls.Trouble, Certificate = tls.Certificate };
    }

    private static X509Certificate2Collection Uploaded(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }

    private SocketsHttpHandler Handler(WebhookWish wish, IPAddress address, TlsWatch tls) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (_, cancel) =>
            await network.ConnectAsync(new IPEndPoint(address, wish.Url.Port), cancel).ConfigureAwait(false),
        SslOptions = tls.Options(),
    };

    private async Task<EndpointAnswer> SendAsync(HttpMessageInvoker http, Uri url, string? secret, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent([]) };
        request.Headers.Add(ReceiverEndpoint.ProbeHeader, "1");
        if (secret is not null)
        {
            request.Headers.Add(ReceiverEndpoint.SecretHeader, secret);
        }

        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            return new EndpointAnswer(
                (int)response.StatusCode,
                response.Headers.Contains(ReceiverEndpoint.ProbeHeader),
                response.Headers.Location?.OriginalString);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static bool IsTlsTrouble(Exception e) => e is AuthenticationException || e.InnerException is AuthenticationException
        || (e as HttpRequestException)?.HttpRequestError == HttpRequestError.SecureConnectionError;

    private static string Reason(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException!)
        {
            if (inner is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.ConnectionRefused => "the connection is refused",
                    SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no way leads there",
                    SocketError.TimedOut => "no answer",
                    _ => socket.SocketErrorCode.ToString(),
                };
            }
        }

        return e is TimeoutException ? e.Message : "it closes the connection without an answer";
    }
}
