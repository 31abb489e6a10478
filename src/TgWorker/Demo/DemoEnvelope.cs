using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TgWorker.Demo;

/// <summary>Wraps an update as the proxy does: a Laravel job whose command carries the update's JSON as a PHP string.</summary>
internal static class DemoEnvelope
{
    private const string Class = "App\\Jobs\\ProcessTelegramUpdate";
    private const string Bot = "demo";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ReadOnlySpan<byte> update, Guid uuid, DateTimeOffset now)
    {
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"O:{Class.Length}:\"{Class}\":3:{{s:6:\"bot_id\";s:{Bot.Length}:\"{Bot}\";s:6:\"update\";s:{update.Length}:\"{Encoding.UTF8.GetString(update)}\";s:9:\"timestamp\";i:{now.ToUnixTimeSeconds()};}}");
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("attempts", 0);
            json.WriteStartObject("data");
            json.WriteString("command", command);
            json.WriteString("commandName", Class);
            json.WriteEndObject();
            json.WriteString("displayName", Class);
            json.WriteString("id", uuid);
            json.WriteString("job", "Illuminate\\Queue\\CallQueuedHandler@call");
            json.WriteString("pushedAt", (now.ToUnixTimeMilliseconds() / 1000.0).ToString("F4", CultureInfo.InvariantCulture));
            json.WriteString("uuid", uuid);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
