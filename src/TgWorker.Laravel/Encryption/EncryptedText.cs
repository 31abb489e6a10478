using System.Text.Json.Serialization;

namespace TgWorker.Laravel.Encryption;

/// <summary>What stands in an encrypted job's <c>data.command</c>, base64 undone.</summary>
internal sealed record EncryptedText
{
    [JsonPropertyName("iv")]
    public string? Iv { get; init; }

    [JsonPropertyName("value")]
    public string? Value { get; init; }

    [JsonPropertyName("mac")]
    public string? Mac { get; init; }

    [JsonPropertyName("tag")]
    public string? Tag { get; init; }
}
