using System.Globalization;
using System.Text.Json;

namespace TgWorker.TestSupport.Telegram;

/// <summary>What a Bot API server answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON, or what a gateway in trouble says.</param>
public sealed record ApiAnswer(int Status, string Body)
{
    /// <summary>A result, as JSON.</summary>
    public static ApiAnswer Ok(string result, string? description = null) =>
        new(
        200,
        $"{{\"ok\":true,\"result\":{result}{(description is null ? "" : $",\"description\":{JsonSerializer.Serialize(description)}")}}}");

    /// <summary>A refusal.</summary>
    public static ApiAnswer Error(int code, string description, int? retryAfter = null) => new(
        code,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"ok\":false,\"error_code\":{code},\"description\":{JsonSerializer.Serialize(description)}{(retryAfter is { } wait ? $",\"parameters\":{{\"retry_after\":{wait}}}" : "")}}}"));

    /// <summary>Too early.</summary>
    public static ApiAnswer TooMany(int retryAfter) =>
        Error(429, string.Create(CultureInfo.InvariantCulture, $"Too Many Requests: retry after {retryAfter}"), retryAfter);
}
