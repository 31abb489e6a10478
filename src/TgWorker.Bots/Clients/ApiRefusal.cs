using System.Net;
using System.Text.Json;

namespace TgWorker.Bots.Clients;

/// <summary>What a refusal asks for, read from its body.</summary>
/// <param name="RetryAfter">How long to wait before the call is made again; null where it does not say.</param>
/// <param name="MigratedTo">The supergroup that the group has become.</param>
internal readonly record struct ApiRefusal(TimeSpan? RetryAfter, long? MigratedTo)
{
    /// <summary>Reads it; the body can be read again afterwards.</summary>
    public static async Task<ApiRefusal> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests))
        {
            return default;
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var body = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            var parameters = body.TryGetProperty("parameters", out var found) ? found : default;
            var wait = Number(parameters, "retry_after") is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
                : (TimeSpan?)null;
            return new ApiRefusal(response.StatusCode == HttpStatusCode.TooManyRequests ? wait : null,
                Number(parameters, "migrate_to_chat_id"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Telegram.Bot says what is wrong with it.
            return default;
        }
    }

    private static long? Number(JsonElement parameters, string name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value) && value.TryGetInt64(out var number)
            ? number : null;
}
