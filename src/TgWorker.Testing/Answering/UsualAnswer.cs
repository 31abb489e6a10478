using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telegram.Bot.Types;

namespace TgWorker.Testing.Answering;

/// <summary>
/// What Telegram answers when nobody told otherwise: a value of the method's type, as Telegram.Bot has it, with what the call says put in.
/// </summary>
internal sealed class UsualAnswer(TimeProvider time)
{
    private int _messages;

    /// <summary>The result of a call.</summary>
    public JsonNode? To(TelegramCall call)
    {
        var type = BotApiMethods.ResultOf(call.Method, isInline: call["inline_message_id"] is not null);
        return type == typeof(Message) ? MessageOf(call, call.Parameters)
            : type == typeof(Message[]) ? new JsonArray([.. Items(call, "media").Select(media => (JsonNode)MessageOf(call, media))])
            : type == typeof(MessageId) ? new JsonObject { ["message_id"] = NextMessage() }
            : type == typeof(MessageId[])
                ? new JsonArray([.. Items(call, "message_ids").Select(_ => (JsonNode)new JsonObject { ["message_id"] = NextMessage() })])
            : type is null ? JsonValue.Create(true)
            : Other(call, type);
    }

    private JsonNode? Other(TelegramCall call, Type type)
    {
        var sample = Sample.Of(type, time.GetUtcNow());
        if (sample is not JsonObject result)
        {
            return sample;
        }

        if (type == typeof(User))
        {
            Put(result, Bot(call.Token));
        }
        else if (type == typeof(ChatFullInfo))
        {
            Put(result, ChatOf(call));
        }
        else if (type == typeof(TGFile))
        {
            result["file_path"] = "files/" + Uri.EscapeDataString(call["file_id"] ?? "upload");
        }
        else if (type == typeof(ChatMember) && call["user_id"] is { } user)
        {
            result["user"]!["id"] = long.Parse(user, CultureInfo.InvariantCulture);
        }

        Overlay.Put(result, type, call.Parameters);
        return result;
    }

    // A copy of the call: what was sent is what the message holds.
    private JsonObject MessageOf(TelegramCall call, JsonElement sent)
    {
        var message = new JsonObject
        {
            ["message_id"] = call.Method.StartsWith("send", StringComparison.OrdinalIgnoreCase) || call["message_id"] is not { } id
                ? NextMessage() : int.Parse(id, CultureInfo.InvariantCulture),
            ["from"] = Bot(call.Token),
            ["date"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["chat"] = ChatOf(call),
        };
        foreach (var kind in KindsOf(call, sent))
        {
            if (typeof(Message).GetProperties().FirstOrDefault(property => Overlay.NameOf(property) == kind) is not { } property
                || property.PropertyType == typeof(string))
            {
                continue;
            }

            var content = Sample.Of(property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType,
                time.GetUtcNow());
            if (content is JsonObject value)
            {
                Overlay.Put(value, property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType, sent);
            }

            message[kind] = property.PropertyType.IsArray ? new JsonArray(content) : content;
        }

        Overlay.Put(message, typeof(Message), sent);
        if (!message.ContainsKey("caption") && !message.ContainsKey("text") && call["text"] is { } text)
        {
            message["text"] = text;
        }

        return message;
    }

    // sendPhoto makes a message with a photo; in an album, each item says what it is.
    private static IEnumerable<string> KindsOf(TelegramCall call, JsonElement sent)
    {
        if (sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            && call.Method.EndsWith("MediaGroup", StringComparison.OrdinalIgnoreCase))
        {
            yield return type.GetString()!;
        }
        else if (call.Method.StartsWith("send", StringComparison.OrdinalIgnoreCase))
        {
            yield return JsonNamingPolicy.SnakeCaseLower.ConvertName(call.Method["send".Length..]);
        }
    }

    private static JsonObject ChatOf(TelegramCall call)
    {
        var chat = new JsonObject { ["id"] = call.ChatId ?? 1, ["type"] = call.ChatId is < 0 ? "supergroup" : "private" };
        if (call["chat_id"] is ['@', .. var name])
        {
            (chat["username"], chat["type"]) = (name, "channel");
        }

        return chat;
    }

    private static JsonObject Bot(string token) => new()
    {
        ["id"] = long.TryParse(token.Split(':')[0], CultureInfo.InvariantCulture, out var id) ? id : 1, ["is_bot"] = true,
        ["first_name"] = "Test bot", ["username"] = "test_bot",
    };

    // In a call that uploads files, lists are JSON in a field of text.
    private static JsonElement[] Items(TelegramCall call, string parameter)
    {
        if (call.Parameters.ValueKind != JsonValueKind.Object || !call.Parameters.TryGetProperty(parameter, out var list))
        {
            return [];
        }

        var items = list.ValueKind == JsonValueKind.String ? JsonElement.Parse(list.GetString()!) : list;
        return items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];
    }

    private static void Put(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            into[name] = value?.DeepClone();
        }
    }

    private int NextMessage() => Interlocked.Increment(ref _messages);
}
