using System.Reflection;
using System.Text.Json.Serialization;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>Our kinds beside Telegram.Bot's types, which are generated from the Bot API's documentation.</summary>
public sealed class KindsOfTelegramBotTests
{
    public static TheoryData<string, string> Updates { get; } =
        Fields(typeof(Update), property => property.Name is not (nameof(Update.Id) or nameof(Update.Type)));

    public static TheoryData<string, string> Messages { get; } =
        Fields(typeof(Message), property => Enum.TryParse<MessageType>(property.Name, out _));

    [Theory]
    [MemberData(nameof(Updates))]
    public void UpdateKind_FieldOfUpdate_HasAMember(string member, string field) =>
        Assert.Equal(member, new UpdateView(System.Text.Encoding.UTF8.GetBytes($"{{\"update_id\":1,\"{field}\":{{}}}}")).Kind.ToString());

    [Theory]
    [MemberData(nameof(Messages))]
    public void MessageKind_FieldOfMessage_HasAMember(string member, string field) =>
        Assert.Equal(member, new UpdateView(System.Text.Encoding.UTF8.GetBytes($"{{\"update_id\":1,\"message\":{{\"{field}\":{{}}}}}}"))
            .MessageKind.ToString());

    private static TheoryData<string, string> Fields(Type type, Func<PropertyInfo, bool> isMeant)
    {
        var fields = new TheoryData<string, string>();
        foreach (var property in type.GetProperties().Where(isMeant))
        {
            fields.Add(property.Name, property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name.ToLowerInvariant());
        }

        return fields;
    }
}
