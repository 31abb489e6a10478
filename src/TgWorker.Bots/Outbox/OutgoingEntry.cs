using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TgWorker.Bots.Outbox;

/// <summary>
/// The entry that a message becomes: an envelope like any other, with an update of kind <c>outgoing</c>. Its <c>update_id</c> is negative,
/// so that it is none of Telegram's.
/// </summary>
internal static class OutgoingEntry
{
    private const int BroadcastTries = 20;

    /// <summary>Writes an entry.</summary>
    public static byte[] Write(string bot, OutgoingMessage message, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(bot);
        var uuid = Guid.NewGuid();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("uuid", uuid.ToString("D"));
            json.WriteString("displayName", OutgoingMessage.DisplayName);
            json.WriteString("pushedAt", (now.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture));
            if (message.Broadcast is not null)
            {
                // The broadcast gives it up before, and counts it.
                json.WriteNumber("maxTries", BroadcastTries);
            }

            json.WriteStartObject("data");
            json.WriteString("bot_id", bot);
            json.WriteStartObject("update");
            json.WriteNumber("update_id", UpdateIdOf(uuid));
            Write(json, message);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteStartObject("outgoing");
        WriteId(json, "chat", message.Chat);
        if (message.Chat > 0)
        {
            // A private chat has the id of its user: the same lane on a queue that is ordered by users.
            WriteId(json, "from", message.Chat);
        }

        if (message.Call.Topic is { } topic)
        {
            json.WriteNumber("message_thread_id", topic);
            json.WriteBoolean("is_topic_message", true);
        }

        if (message.Broadcast is { } broadcast)
        {
            json.WriteString("broadcast", broadcast);
            json.WriteNumber("number", message.Number);
        }

        if (message.NotAfter is { } late)
        {
            json.WriteNumber("not_after", late.ToUnixTimeMilliseconds());
        }

        json.WriteString("method", message.Call.Method);
        json.WritePropertyName("parameters");
        message.Call.Parameters.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string name, long id)
    {
        json.WriteStartObject(name);
        json.WriteNumber("id", id);
        json.WriteEndObject();
    }

    // 52 bits: exact wherever JSON's numbers are doubles.
    private static long UpdateIdOf(Guid uuid) => -1 - (BitConverter.ToInt64(uuid.ToByteArray(), 0) & ((1L << 52) - 1));
}
