using System.Net.Http.Headers;
using System.Security.Authentication;

namespace TgWorker.Intake.BotApi;

/// <summary>
/// Calls the few methods of the Bot API that are about updates themselves. Not with Telegram.Bot: an update is to stay as Telegram wrote
/// it. The token is part of each address, so no exception of the HTTP client's is let out.
/// </summary>
internal sealed class BotApiCaller(HttpMessageInvoker http, IntakeBot bot, TimeProvider time)
{
    private readonly string _root = $"{bot.BaseUrl.AbsoluteUri.TrimEnd('/')}/bot{bot.Token}/{(bot.UseTestEnvironment ? "test/" : "")}";

    /// <summary>An HTTP client that all bots can share.</summary>
    public static HttpMessageInvoker CreateHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // The address, which a span would show, has the token in it.
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    });

    /// <summary>Calls a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="content">Its parameters.</param>
    /// <param name="patience">How long the whole call may take.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="BotApiUnreachableException">There was no answer; the message says why, without the token.</exception>
    public async Task<BotApiAnswer> CallAsync(string method, HttpContent? content, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root + method)) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("tgworker", null));
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            return new BotApiAnswer((int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BotApiUnreachableException("no answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AuthenticationException)
        {
            throw new BotApiUnreachableException((e as HttpRequestException)?.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"the name {bot.BaseUrl.Host} is not known",
                HttpRequestError.ConnectionError => $"no connection to {bot.BaseUrl.Host}",
                HttpRequestError.SecureConnectionError => $"no secure connection to {bot.BaseUrl.Host}",
                _ => $"the connection to {bot.BaseUrl.Host} broke",
            });
        }
    }
}
