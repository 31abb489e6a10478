using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Webhooks;

/// <summary>The Bot API's methods about a bot's webhook.</summary>
/// <remarks>
/// Each throws <see cref="BotApiRefusedException"/> when Telegram refuses, and <see cref="BotApiUnreachableException"/> when it does not
/// answer.
/// </remarks>
internal sealed class WebhookApi(BotApiCaller api, TimeProvider time)
{
    private const int TooManyRequests = 429;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary><c>getWebhookInfo</c>.</summary>
    public async Task<WebhookInfo> GetAsync(CancellationToken cancellationToken)
    {
        using var answer = await CallAsync("getWebhookInfo", () => null, cancellationToken).ConfigureAwait(false);
        return WebhookInfo.Read(answer.RootElement.GetProperty("result"));
    }

    /// <summary><c>setWebhook</c>.</summary>
    public async Task SetAsync(WebhookWish wish, CancellationToken cancellationToken) =>
        (await CallAsync("setWebhook", () => Form(wish), cancellationToken).ConfigureAwait(false)).Dispose();

    /// <summary><c>deleteWebhook</c>; what waits is kept unless it is to be dropped.</summary>
    public async Task DeleteAsync(bool dropsPending, CancellationToken cancellationToken) =>
        (await CallAsync(
            "deleteWebhook",
            () => new FormUrlEncodedContent([KeyValuePair.Create("drop_pending_updates", dropsPending ? "true" : "false")]),
            cancellationToken).ConfigureAwait(false)).Dispose();

    private static MultipartFormDataContent Form(WebhookWish wish)
    {
        var form = new MultipartFormDataContent();
        Add("url", wish.Url.OriginalString);
        Add("secret_token", wish.Secret);
        Add("max_connections", wish.MaxConnections?.ToString(CultureInfo.InvariantCulture));
        Add("allowed_updates", wish.AllowedUpdates is { } kinds ? JsonSerializer.Serialize(kinds) : null);
        Add("ip_address", wish.Address?.ToString());
        Add("drop_pending_updates", wish.DropsPending ? "true" : null);
        if (wish.Certificate is { } certificate)
        {
            var file = new StringContent(certificate);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/x-pem-file");
            form.Add(file, "certificate", "certificate.pem");
        }

        return form;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                form.Add(new StringContent(value), name);
            }
        }
    }

    // One setWebhook a second: who comes too early is told when to come again.
    private async Task<JsonDocument> CallAsync(string method, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            using var body = content();
            var answer = await api.CallAsync(method, body, Patience, cancellationToken).ConfigureAwait(false);
            if (answer.Status == 200 && Parse(answer.Body) is { } json)
            {
                return json;
            }

            var refusal = answer.Status == 200 ? BotApiRefusal.WithoutJson(answer.Status) : BotApiRefusal.Read(answer.Status, answer.Body);
            if (!isFirst || refusal.Code != TooManyRequests || refusal.RetryAfter > LongestWait)
            {
                throw new BotApiRefusedException(refusal);
            }

            await Task.Delay(refusal.RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("result", out _) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
