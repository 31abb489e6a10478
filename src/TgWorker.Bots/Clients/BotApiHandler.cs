using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TgWorker.Bots.Clients;

/// <summary>
/// What stands between Telegram.Bot and the connection: puts the path of the server's address back, which Telegram.Bot leaves out,
/// makes an answer of the Bot API of what a gateway says in front of it, and makes a call again, uploads included, that went to a group
/// which became a supergroup, or that Telegram wants a moment later.
/// </summary>
internal sealed class BotApiHandler(Uri server, HttpMessageHandler connections) : DelegatingHandler(connections)
{
    /// <summary>How the description of an answer ends that the Bot API did not give.</summary>
    public const string Foreign = "(not from the Bot API)";

    private const string Json = "application/json";

    private readonly string _path = server.AbsolutePath.TrimEnd('/');

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_path.Length > 0 && request.RequestUri is { } address)
        {
            request.RequestUri = new UriBuilder(address) { Path = _path + address.AbsolutePath }.Uri;
        }

        var hasMigrated = false;
        while (true)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            if (response.Content.Headers.ContentType?.MediaType != Json)
            {
                Translate(response);
            }

            var refusal = await ApiRefusal.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            if (!hasMigrated && refusal.MigratedTo is { } chat
                && await Repetition.ToChatAsync(request.Content, chat, cancellationToken).ConfigureAwait(false) is { } content)
            {
                (hasMigrated, request.Content) = (true, content);
            }
            else if (!(refusal.RetryAfter is { } wait && CallPatience.Current is { } patience
                && await patience.AgainAsync(wait, Repetition.CanRepeat(request.Content), cancellationToken).ConfigureAwait(false)))
            {
                return response;
            }

            response.Dispose();
        }
    }

    // A gateway answers in HTML when it is in trouble, or too busy.
    private static void Translate(HttpResponseMessage response)
    {
        var wait = response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter?.Delta is { } delta
            ? (int)Math.Clamp(Math.Ceiling(delta.TotalSeconds), 1, int.MaxValue)
            : (int?)null;
        var answer = new
        {
            ok = false,
            error_code = (int)response.StatusCode,
            description = $"{response.ReasonPhrase} {Foreign}",
            parameters = wait is null ? null : new { retry_after = wait },
        };
        response.Content.Dispose();
        response.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(answer));
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
    }
}
