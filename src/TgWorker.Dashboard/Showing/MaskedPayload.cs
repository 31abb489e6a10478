using System.Buffers;
using System.Text;
using System.Text.Json;
using TgWorker.Core.Jobs;

namespace TgWorker.Dashboard.Showing;

/// <summary>
/// An update as somebody may see it who may not read it: its structure, ids and times. A value is shown only if its name is on the list; of
/// all else, and of what Telegram adds one day, only that it is there.
/// </summary>
internal static class MaskedPayload
{
    private const string Mask = "•••";
    private const int MostDepth = 64;

    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "update_id", "message_id", "message_thread_id", "date", "edit_date", "id", "type", "is_bot", "is_premium", "is_topic_message",
        "is_forum", "language_code",
        "offset", "length", "width", "height", "duration", "file_size", "mime_type", "media_group_id", "status", "old_chat_member",
        "new_chat_member", "via_join_request",
        "total_voter_count", "is_anonymous", "is_closed", "allows_multiple_answers", "can_join_groups", "emoji",
    };

    // An id under one of these is as good as a name to who knows where to look; a chat's id is what operators work with.
    private static readonly HashSet<string> Private =
        new(StringComparer.Ordinal) { "contact", "location", "venue", "passport_data", "successful_payment", "order_info",
            "shipping_address" };

    /// <summary>The update of a job, masked; what cannot be read is not shown.</summary>
    public static string Of(Job job)
    {
        if (job.Problem is not null)
        {
            return "This entry cannot be read as an update.";
        }

        try
        {
            return Of(job.Update.Span);
        }
        catch (JsonException)
        {
            return "This entry holds no readable update.";
        }
    }

    /// <summary>JSON, masked and indented.</summary>
    public static string Of(ReadOnlySpan<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var document = Parse(json))
        using (var writer = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Indented = true,
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, document.RootElement, isShown: false, isPrivate: false);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MostDepth });
        return JsonDocument.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isShown, bool isPrivate)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, Shown.Contains(member.Name), isPrivate || Private.Contains(member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, isShown, isPrivate);
                }

                writer.WriteEndArray();
                break;
            default:
                if (isShown && !isPrivate)
                {
                    value.WriteTo(writer);
                }
                else
                {
                    writer.WriteStringValue(Mask);
                }

                break;
        }
    }
}
