using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Measuring.Traffic;

/// <summary>
/// Makes queue entries of the size and shape that tgook pushes for a message in a group: 1.3 to 1.5 KB. Their
/// <c>update_id</c>s follow one another, so none is taken for a duplicate.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed class UpdateSource(IChatChoice chats, TimeProvider time)
{
    private const string Bot = "bench";
    private const long FirstUser = 5_000_000_000;
    private const long FirstGroup = -1_001_000_000_000;

    private static readonly JsonWriterOptions AsTelegram = new() { Encoder = JavaScriptEncoder.Default };

    private static readonly string[] Texts =
    [
        "Is the delivery to the new address still possible before Friday? The old one is closed for the week.",
        "/order@example_bot 3 x espresso, 1 x croissant, please leave it at the door & ring twice",
        "Спасибо большое! Всё пришло вовремя 👍",
        "He said \"tomorrow at nine\" but nobody came; can somebody of the support team have a look, please?",
    ];

    private readonly ArrayBufferWriter<byte> _update = new(1024);
    private readonly ArrayBufferWriter<byte> _entry = new(2048);

    /// <summary>The <c>update_id</c> of the next entry.</summary>
    public long NextId { get; private set; } = 100_000_000;

    /// <summary>The next entry, of the chat that is due.</summary>
    public byte[] Next() => OfChat(chats.Next());

    /// <summary>The next so many entries.</summary>
    public byte[][] Next(int count)
    {
        var entries = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            entries[i] = Next();
        }

        return entries;
    }

    /// <summary>The next entry, of a chat that the choice of chats does not know.</summary>
    public byte[] NextOfFlood() => OfChat(-1);

    private byte[] OfChat(long chat)
    {
        var now = time.GetUtcNow();
        _update.ResetWrittenCount();
        _entry.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_update, AsTelegram))
        {
            Write(json, NextId++, chat, now.ToUnixTimeSeconds());
        }

        TgookEnvelope.Write(_entry, Bot, _update.WrittenSpan, Guid.NewGuid(), now);
        return _entry.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, long id, long chat, long date)
    {
        json.WriteStartObject();
        json.WriteNumber("update_id", id);
        json.WriteStartObject("message");
        json.WriteNumber("message_id", id & 0xFFFFFF);
        json.WriteStartObject("from");
        json.WriteNumber("id", FirstUser + (id % 10_007));
        json.WriteBoolean("is_bot", false);
        json.WriteString("first_name", "Alexandra");
        json.WriteString("last_name", "Example");
        json.WriteString("username", "alexandra_example");
        json.WriteString("language_code", "en");
        json.WriteEndObject();
        json.WriteStartObject("chat");
        json.WriteNumber("id", FirstGroup - chat);
        json.WriteString("title", "Neighbourhood orders");
        json.WriteString("username", "neighbourhood_orders");
        json.WriteString("type", "supergroup");
        json.WriteEndObject();
        json.WriteNumber("date", date);
        json.WriteStartObject("reply_to_message");
        json.WriteNumber("message_id", id & 0xFFFF);
        json.WriteNumber("date", date);
        json.WriteStartObject("chat");
        json.WriteNumber("id", FirstGroup - chat);
        json.WriteString("type", "supergroup");
        json.WriteEndObject();
        json.WriteString("text", "Good morning to everybody!");
        json.WriteEndObject();
        json.WriteNumber("message_thread_id", 12);
        json.WriteBoolean("is_topic_message", true);
        json.WriteString("text", Texts[id % Texts.Length]);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
