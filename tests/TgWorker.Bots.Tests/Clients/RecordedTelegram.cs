using System.Net;
using System.Text;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>Answers every request to Telegram with the same JSON, and keeps the addresses asked for.</summary>
internal sealed class RecordedTelegram(HttpStatusCode status, string json) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request.RequestUri!.AbsoluteUri);
        var content = new StringContent(json, Encoding.UTF8, "application/json");
        return Task.FromResult(new HttpResponseMessage(status) { Content = content });
    }
}
