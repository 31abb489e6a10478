using System.Buffers;
using System.Text.Json;

namespace TgWorker.Bots.Broadcasts;

/// <summary>A page of an audience: a JSON array, of each recipient the chat, or the chat and what is theirs.</summary>
internal static class RecipientPage
{
    public static byte[] Write(IReadOnlyList<BroadcastRecipient> recipients)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var recipient in recipients)
            {
                Write(json, recipient);
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static IReadOnlyList<BroadcastRecipient> Read(ReadOnlyMemory<byte> page) =>
        [.. JsonElement.Parse(page.Span).EnumerateArray().Select(Read)];

    private static void Write(Utf8JsonWriter json, BroadcastRecipient recipient)
    {
        if (recipient.Values is not { Count: > 0 } values)
        {
            json.WriteNumberValue(recipient.Chat);
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(recipient.Chat);
        json.WriteStartObject();
        foreach (var (name, value) in values)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static BroadcastRecipient Read(JsonElement json) => json.ValueKind == JsonValueKind.Number
        ? new BroadcastRecipient(json.GetInt64())
        : new BroadcastRecipient(json[0].GetInt64())
        {
            Values = json[1].EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal),
        };
}
