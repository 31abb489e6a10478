using System.Text.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Bots.Sending;

namespace TgWorker.Bots.Outbox;

/// <summary>A call from the queue, as Telegram.Bot's client makes it.</summary>
internal sealed class StoredRequest : RequestBase<JsonElement>, IChatTargetable, ICountedMessages
{
    public StoredRequest(OutgoingCall call, long chat)
        : base(call.Method)
    {
        Messages = call.Messages;
        Parameters = call.Parameters.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        ChatId = new ChatId(chat);
    }

    /// <summary>The chat it is for; a name among the parameters wins.</summary>
    [JsonIgnore]
    public ChatId ChatId { get; }

    /// <summary>How many messages it makes.</summary>
    [JsonIgnore]
    public int Messages { get; }

    /// <summary>Whether it is paid for.</summary>
    [JsonIgnore]
    public bool AllowPaidBroadcast => Parameters.TryGetValue("allow_paid_broadcast", out var paid) && paid.ValueKind == JsonValueKind.True;

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Parameters { get; }
}
