using System.Text.Json;

namespace TgWorker.Intake.Webhooks;

/// <summary>What <c>getWebhookInfo</c> says.</summary>
/// <param name="Url">The webhook's address; empty when there is none.</param>
/// <param name="Pending">How many updates wait at Telegram.</param>
internal sealed record WebhookInfo(string Url, long Pending)
{
    /// <summary>Whether a certificate was uploaded for it.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>The address that Telegram connects to; null where it says none.</summary>
    public string? Address { get; init; }

    /// <summary>When the last delivery failed. It stays visible after a recovery, until the webhook is set again.</summary>
    public DateTimeOffset? ErrorAt { get; init; }

    /// <summary>Why it failed, in Telegram's words.</summary>
    public string? Error { get; init; }

    /// <summary>When the Bot API server last had lost Telegram's data centres.</summary>
    public DateTimeOffset? LostTelegramAt { get; init; }

    /// <summary>How many connections Telegram opens at most; null where it says none.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>The kinds of update that are wanted; null for Telegram's default.</summary>
    public IReadOnlyList<string>? AllowedUpdates { get; init; }

    /// <summary>Reads the answer's <c>result</c>.</summary>
    public static WebhookInfo Read(JsonElement result) => new(Text(result, "url") ?? "", Number(result, "pending_update_count") ?? 0)
    {
        HasCertificate = result.TryGetProperty("has_custom_certificate", out var has) && has.ValueKind == JsonValueKind.True,
        Address = Text(result, "ip_address") is { } address && !address.StartsWith('<') ? address : null,
        ErrorAt = Time(result, "last_error_date"),
        Error = Text(result, "last_error_message"),
        LostTelegramAt = Time(result, "last_synchronization_error_date"),
        MaxConnections = (int?)Number(result, "max_connections"),
        AllowedUpdates = result.TryGetProperty("allowed_updates", out var kinds) && kinds.ValueKind == JsonValueKind.Array
            ? [.. kinds.EnumerateArray().Select(kind => kind.ToString())]
            : null,
    };

    private static string? Text(JsonElement result, string name) =>
        result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement result, string name) =>
        result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number : null;

    private static DateTimeOffset? Time(JsonElement result, string name) =>
        Number(result, name) is { } seconds and > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
