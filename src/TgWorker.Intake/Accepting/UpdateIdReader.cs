using System.Text.Json;

namespace TgWorker.Intake.Accepting;

/// <summary>Finds the <c>update_id</c> of an update, which Telegram writes first.</summary>
internal static class UpdateIdReader
{
    /// <summary>The id; null when it is no update.</summary>
    public static long? Read(ReadOnlySpan<byte> update)
    {
        var json = new Utf8JsonReader(update);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isId = json.ValueTextEquals("update_id"u8);
                json.Read();
                if (isId)
                {
                    return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var id) ? id : null;
                }

                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Not JSON: whoever handles it will say so.
        }

        return null;
    }
}
