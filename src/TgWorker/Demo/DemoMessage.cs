using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TgWorker.Demo;

/// <summary>A message of the demo: its number in its chat is Telegram's <c>message_id</c>.</summary>
internal readonly record struct DemoMessage(long ChatId, long Number)
{
    private static readonly JsonWriterOptions AsTelegram = new() { Encoder = JavaScriptEncoder.Default };

    private static readonly string[] Texts =
    [
        "hello", "/start", "Where is my order?", "Merci beaucoup!", "спасибо 👍", "{\"json\":true}", "\";s:9:\"timestamp\";i:1;}", "ok",
    ];

    /// <summary>The message as a Bot API update.</summary>
    public byte[] ToUpdate(DemoChat chat, long updateId, DateTimeOffset date)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, AsTelegram))
        {
            json.WriteStartObject();
            json.WriteNumber("update_id", updateId);
            json.WriteStartObject("message");
            json.WriteNumber("message_id", Number);
            WriteSender(json, chat);
            json.WriteStartObject("chat");
            json.WriteNumber("id", chat.Id);
            json.WriteString(chat.Id < 0 ? "title" : "first_name", chat.Name);
            json.WriteString("type", chat.Id < 0 ? "supergroup" : "private");
            json.WriteEndObject();
            json.WriteNumber("date", date.ToUnixTimeSeconds());
            json.WriteString("text", Texts[Number % Texts.Length]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToUpdate"/> wrote.</summary>
    public static DemoMessage Read(ReadOnlyMemory<byte> update)
    {
        using var document = JsonDocument.Parse(update);
        var message = document.RootElement.GetProperty("message");
        return new DemoMessage(message.GetProperty("chat").GetProperty("id").GetInt64(), message.GetProperty("message_id").GetInt64());
    }

    private static void WriteSender(Utf8JsonWriter json, DemoChat chat)
    {
        json.WriteStartObject("from");
        json.WriteNumber("id", Math.Abs(chat.Id % 10_000_000_000));
        json.WriteBoolean("is_bot", false);
        json.WriteString("first_name", chat.Name);
        json.WriteEndObject();
    }
}
