using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Telegram.Bot;

namespace TgWorker.Testing.Answering;

/// <summary>The smallest values of Telegram.Bot's types that hold everything the Bot API promises to be there.</summary>
internal static class Sample
{
    private const string Text = "test";

    /// <summary>A value as JSON.</summary>
    public static JsonNode? Of(Type type, DateTimeOffset now) =>
        JsonSerializer.SerializeToNode(Make(type, now.UtcDateTime), type, JsonBotAPI.Options);

    private static object? Make(Type type, DateTime now)
    {
        if (type == typeof(string))
        {
            return Text;
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(DateTime))
        {
            return now;
        }

        if (type.IsEnum)
        {
            // The first that Telegram has a word for: some have an "unknown" in front.
            return Enum.GetValues(type).Cast<object>().FirstOrDefault(value => Convert.ToInt64(value, null) != 0)
                ?? Enum.GetValues(type).GetValue(0);
        }

        return type.IsPrimitive ? Convert.ChangeType(1, type, null)
            : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
            : MakeObject(type.IsAbstract ? Derived(type) : type, now);
    }

    private static object MakeObject(Type type, DateTime now)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && IsPromised(property)))
        {
            property.SetValue(made, Make(property.PropertyType, now));
        }

        return made;
    }

    private static bool IsPromised(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Never;

    // Of several, the one that is the least special: a member, rather than the chat's owner.
    private static Type Derived(Type type)
    {
        var derived = type.Assembly.GetExportedTypes().Where(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract).ToList();
        return derived.Find(candidate => candidate.Name is "ChatMemberMember" or "MenuButtonDefault") ?? derived[0];
    }
}
