using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Telegram.Bot;

namespace TgWorker.Testing.Answering;

/// <summary>Puts a call's parameters into what answers it, where the answer has a property of that name and type.</summary>
internal static class Overlay
{
    public static void Put(JsonObject into, Type type, JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var name = NameOf(property);
            if (parameters.TryGetProperty(name, out var value) && Read(value, property.PropertyType) is { } fitting)
            {
                into[name] = fitting;
            }
        }
    }

    /// <summary>What a property is called in JSON.</summary>
    public static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    // A form's fields are text whatever they are: JSON, where they are no strings.
    private static JsonNode? Read(JsonElement value, Type type)
    {
        var json = value.ValueKind == JsonValueKind.String && type != typeof(string) && value.GetString() is ['{' or '[', ..] form ? form
            : value.GetRawText();
        try
        {
            return JsonSerializer.Deserialize(json, type, JsonBotAPI.Options) is { } read
                ? JsonSerializer.SerializeToNode(read, type, JsonBotAPI.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
