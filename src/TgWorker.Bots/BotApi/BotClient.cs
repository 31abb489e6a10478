using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TgWorker.Bots.BotApi;

/// <summary>
/// Calls the Bot API as one bot. It never waits by itself when Telegram answers 429, which would hold a slot of the worker:
/// the exception parks the chat instead.
/// </summary>
public sealed class BotClient
{
    private readonly HttpClient _http;
    private readonly string _root;

    internal BotClient(string name, BotOptions options, HttpClient http)
    {
        Name = name;
        _http = http;
        _root = $"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/bot{options.Token}/{(options.UseTestEnvironment ? "test/" : "")}";
    }

    /// <summary>The bot's name, as the proxy and the configuration call it.</summary>
    public string Name { get; }

    /// <summary>
    /// Calls a method of the <see href="https://core.telegram.org/bots/api#available-methods">Bot API</see>. When the chat of the
    /// call has become a supergroup, the call is made once more, to that.
    /// </summary>
    /// <param name="method">The method, such as <c>sendMessage</c>.</param>
    /// <param name="parameters">Its parameters, written as JSON: <c>new { chat_id, text }</c>. Null ones are left out by Telegram.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Telegram's <c>result</c>.</returns>
    /// <exception cref="BotApiException">Telegram refused it.</exception>
    /// <exception cref="HttpRequestException">Telegram could not be reached.</exception>
    public async Task<JsonElement> CallAsync(string method, object? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        var body = parameters is null ? null : JsonSerializer.SerializeToNode(parameters) as JsonObject
            ?? throw new ArgumentException("The parameters are no object.", nameof(parameters));
        try
        {
            return await SendAsync(method, body, cancellationToken).ConfigureAwait(false);
        }
        catch (BotApiException e) when (e.MigrateToChatId is { } chat && body?.ContainsKey("chat_id") == true)
        {
            body["chat_id"] = chat;
            return await SendAsync(method, body, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a text to a chat.</summary>
    /// <returns>The message that was sent.</returns>
    /// <exception cref="BotApiException">Telegram refused it.</exception>
    public Task<JsonElement> SendTextAsync(long? chatId, string text, CancellationToken cancellationToken = default) =>
        CallAsync("sendMessage", new { chat_id = chatId ?? throw new ArgumentNullException(nameof(chatId), "The update belongs to no chat."), text }, cancellationToken);

    private async Task<JsonElement> SendAsync(string method, JsonObject? body, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsync(new Uri(_root + method), JsonContent.Create(body), cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var answer = Parse(text);
        if (answer is { ValueKind: JsonValueKind.Object } && answer.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True)
        {
            return answer.GetProperty("result");
        }

        throw Refusal(method, (int)response.StatusCode, answer);
    }

    // A gateway in front of Telegram answers in HTML when it is in trouble.
    private static JsonElement Parse(byte[] text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static BotApiException Refusal(string method, int status, JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return new BotApiException(method, status, "(no JSON)", null, null);
        }

        var code = answer.TryGetProperty("error_code", out var number) && number.TryGetInt32(out var value) ? value : status;
        var description = answer.TryGetProperty("description", out var text) ? text.GetString() ?? "" : "";
        var hints = answer.TryGetProperty("parameters", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return new BotApiException(method, code, description, Hint(hints, "retry_after") is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Hint(hints, "migrate_to_chat_id"));
    }

    private static long? Hint(JsonElement hints, string name) =>
        hints.ValueKind == JsonValueKind.Object && hints.TryGetProperty(name, out var hint) && hint.TryGetInt64(out var value) ? value : null;
}
