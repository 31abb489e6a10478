using System.Text.Json;

namespace TgWorker.Handlers;

/// <summary>The kind of an update: the name of the field that carries its content, such as <c>message</c>.</summary>
internal static class UpdateKind
{
    /// <summary>The kind, or <c>unknown</c>.</summary>
    public static string Of(ReadOnlySpan<byte> update)
    {
        var reader = new Utf8JsonReader(update);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("update_id"u8))
                {
                    return reader.GetString() is { Length: > 0 and <= 64 } kind ? kind : "unknown";
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The handler has no use for it either way.
        }

        return "unknown";
    }
}
