using System.Text.Json;

namespace TgWorker.TestSupport.Telegram;

/// <summary>A call as a <see cref="BotApiStandIn"/> got it.</summary>
/// <param name="Path">The path, such as <c>/bot1:test/sendMessage</c>.</param>
/// <param name="Body">The parameters.</param>
public sealed record BotApiCall(string Path, JsonElement Body)
{
    /// <summary>The method, such as <c>sendMessage</c>.</summary>
    public string Method => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The parameter <c>text</c>, or <c>content</c> as Discord calls it.</summary>
    public string? Text => Body.TryGetProperty("text", out var text) || Body.TryGetProperty("content", out text) ? text.GetString() : null;

    /// <summary>The parameter <c>chat_id</c>.</summary>
    public long? ChatId => Body.TryGetProperty("chat_id", out var id) ? id.GetInt64() : null;
}
