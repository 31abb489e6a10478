using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>Answers every request to Telegram with the same text, and keeps the addresses asked for.</summary>
internal sealed class RecordedTelegram(HttpStatusCode status, string text, string type = "application/json") : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    public TimeSpan? RetryAfter { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request.RequestUri!.AbsoluteUri);
        var response = new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, type) };
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        }

        return Task.FromResult(response);
    }
}
