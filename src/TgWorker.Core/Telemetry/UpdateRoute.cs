using System.Text.Json;

namespace TgWorker.Telemetry;

/// <summary>The kind of an update as a metric's attribute: one of those Telegram has, so that nobody can make up new series.</summary>
internal static class UpdateRoute
{
    private const string Other = "other";

    // https://core.telegram.org/bots/api#update
    private static readonly string[] Kinds =
    [
        "message", "callback_query", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
        "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count", "inline_query",
        "chosen_inline_result", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
        "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
    ];

    /// <summary>The kind; <c>other</c> when it is none of Telegram's.</summary>
    public static string Of(ReadOnlySpan<byte> update)
    {
        var reader = new Utf8JsonReader(update);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                foreach (var kind in Kinds)
                {
                    if (reader.ValueTextEquals(kind))
                    {
                        return kind;
                    }
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The handler has no use for it either way.
        }

        return Other;
    }
}
