using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TgWorker.Core.Text;

/// <summary>JSON of others, indented for people. Secrets are masked, whatever could rewrite a screen is escaped.</summary>
internal static partial class ReadableJson
{
    /// <summary>The most characters that are shown of one string. 2,048.</summary>
    public const int LongestString = 2048;

    private const string Masked = "***";
    private const int Deepest = 256;

    // Telegram has no secrets in updates of its own accord: whoever pushes to the queue may, and invoices name providers.
    private static readonly string[] SecretNames = ["token", "secret", "password", "passwd", "api_key", "apikey", "authorization"];

    /// <summary>The lines of the JSON text; null when it is none.</summary>
    public static IReadOnlyList<string>? Lines(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(
                buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                    MaxDepth = Deepest }))
            {
                Write(writer, document.RootElement, isSecret: false);
            }

            return [.. Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n").Split('\n').Select(SafeText.Escape)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, or a lone surrogate in a string.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool isSecret)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(SafeText.Of(property.Name));
                    Write(writer, property.Value, isSecret || IsSecret(property.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, isSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(isSecret ? Masked : Shown(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string Shown(string text)
    {
        var masked = Token().Replace(text, Masked);
        return masked.Length <= LongestString ? masked : string.Concat(masked.AsSpan(0, LongestString - 1), "…");
    }

    private static bool IsSecret(string name) => SecretNames.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    // https://core.telegram.org/bots/api#authorizing-your-bot
    [GeneratedRegex("[0-9]{3,}:[A-Za-z0-9_-]{20,}")]
    private static partial Regex Token();
}
