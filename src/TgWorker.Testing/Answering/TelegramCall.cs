using System.Globalization;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;

namespace TgWorker.Testing;

/// <summary>One call of the Bot API.</summary>
/// <param name="Token">The token of the bot that made it.</param>
/// <param name="Method">The method, such as <c>sendMessage</c>.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record TelegramCall(string Token, string Method, JsonElement Parameters)
{
    /// <summary>The parameter <c>text</c>.</summary>
    public string? Text => this["text"];

    /// <summary>The parameter <c>chat_id</c>; null if there is none, or if it is a channel's <c>@name</c>.</summary>
    public long? ChatId => long.TryParse(this["chat_id"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
        ? id : null;

    /// <summary>A parameter as text; null if there is none.</summary>
    public string? this[string parameter] =>
        Parameters.ValueKind == JsonValueKind.Object && Parameters.TryGetProperty(parameter, out var value) ? value.ToString() : null;

    /// <summary>
    /// The call as Telegram.Bot's request, such as <c>call.Read&lt;SendMessageRequest&gt;()</c>. Not for calls that upload files.
    /// </summary>
    /// <exception cref="JsonException">The parameters do not fit the request.</exception>
    public TRequest Read<TRequest>()
        where TRequest : IRequest =>
            JsonSerializer.Deserialize<TRequest>(
                Parameters.ValueKind == JsonValueKind.Object ? Parameters.GetRawText() : "{}", JsonBotAPI.Options)!;
}
