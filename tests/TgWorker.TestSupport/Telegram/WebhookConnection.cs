using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TgWorker.TestSupport.Telegram;

/// <summary>One connection to a webhook, with one request at a time.</summary>
internal sealed class WebhookConnection : IDisposable
{
    // Silence after which Telegram gives a request up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebhookSettings _webhook;
    private readonly BotApiServerOptions _options;
    private readonly HttpMessageInvoker _http;

    public WebhookConnection(WebhookSettings webhook, BotApiServerOptions options)
    {
        _webhook = webhook;
        _options = options;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                IsTrusted(certificate, chain, errors) },
            ConnectCallback = ConnectAsync,
        });
    }

    /// <summary>Posts an update.</summary>
    public async Task<WebhookAnswer> SendAsync(PendingUpdate update, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Patience, _options.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var request = Request(update);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            var status = (int)response.StatusCode;
            return new WebhookAnswer(
                status,
                status is >= 200 and <= 299 ? null
                    : string.Create(CultureInfo.InvariantCulture, $"Wrong response from the webhook: {status} {response.ReasonPhrase}"),
                RetryAfter(response),
                response.Headers.ConnectionClose != true,
                body);
        }
        catch (OperationCanceledException)
        {
            return Broken("Read timeout expired");
        }
#pragma warning disable CA1031 // However a connection ends, its update is tried again; otherwise nobody would see that it is not.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Broken(Text(e));
        }
    }

    public void Dispose() => _http.Dispose();

    private static WebhookAnswer Broken(string problem) => new(0, problem, null, KeepsAlive: false, "");

    private HttpRequestMessage Request(PendingUpdate update)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _webhook.Url) { Content = new ByteArrayContent(update.Json) };
        if (_webhook.Url.UserInfo.Length > 0)
        {
            request.Headers.Authorization =
                new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(_webhook.Url.UserInfo))));
        }

        if (_webhook.SecretToken.Length > 0)
        {
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", _webhook.SecretToken);
        }

        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.ConnectionClose = false;
        request.Headers.Add("Accept-Encoding", "gzip, deflate");
        return request;
    }

    private static int? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Clamp(seconds, 0, 3600)
            : null;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_options.Connect(new IPEndPoint(_webhook.Address, _webhook.Url.Port)), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        X509Certificate2Collection? roots = _webhook.Certificate is { } uploaded ? [uploaded] : _options.TrustedRoots;
        if (roots is null || certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return errors == SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // Only what the server sent: Telegram fetches no intermediate certificates.
        own.ChainPolicy.DisableCertificateDownloads = true;
        own.ChainPolicy.ExtraStore.AddRange(chain!.ChainPolicy.ExtraStore);
        return own.Build(new X509Certificate2(certificate));
    }

    private static string Text(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException!)
        {
            switch (inner)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "Connection refused";
                case AuthenticationException:
                    return "SSL error {error:0A000086:SSL routines::certificate verify failed}";
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return "Connection timed out";
            }
        }

        return "Webhook connection closed";
    }
}
