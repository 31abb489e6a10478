using System.Text.Json;

namespace TgWorker.TestSupport.Telegram;

/// <summary>What depends on an update's kind: its webhook queue, its life, and whether a bot gets it without asking.</summary>
internal static class UpdateTraits
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The kinds that a bot gets only when it names them.</summary>
    public static readonly IReadOnlySet<string> OffByDefault =
        new HashSet<string> { "chat_member", "message_reaction", "message_reaction_count" };

    private static readonly Dictionary<string, (string Queue, TimeSpan Life)> Kinds = new(StringComparer.Ordinal)
    {
        ["message"] = ("chat", Day), ["edited_message"] = ("chat", Day), ["channel_post"] = ("chat", Day),
        ["edited_channel_post"] = ("chat", Day),
        ["business_connection"] = ("user:10", Day), ["business_message"] = ("chat:11", Day), ["edited_business_message"] = ("chat:11", Day),
        ["deleted_business_messages"] = ("chat:11", Day), ["guest_message"] = ("chat:12", Day),
        ["message_reaction"] = ("chat:8", Day), ["message_reaction_count"] = ("chat:9", Day),
        ["inline_query"] = ("user:1", TimeSpan.FromSeconds(30)), ["chosen_inline_result"] = ("user:2", TimeSpan.FromSeconds(600)),
        ["callback_query"] = ("user:3", TimeSpan.FromSeconds(150)), ["shipping_query"] = ("user:4", TimeSpan.FromSeconds(150)),
        ["pre_checkout_query"] = ("user:4", TimeSpan.FromSeconds(150)), ["purchased_paid_media"] = ("user:12", Day),
        ["poll"] = ("poll", Day), ["poll_answer"] = ("poll", Day),
        ["my_chat_member"] = ("chat:5", Day), ["chat_member"] = ("user:6", Day), ["chat_join_request"] = ("user:6", Day),
        ["chat_boost"] = ("chat:7", Day), ["removed_chat_boost"] = ("chat:7", Day), ["managed_bot"] = ("user:13", Day),
        ["subscription"] = ("user:14", Day),
    };

    /// <summary>All kinds there are.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>How long an update of the kind lives after its date.</summary>
    public static TimeSpan Life(string kind) => Kinds.TryGetValue(kind, out var found) ? found.Life : TimeSpan.FromSeconds(600);

    /// <summary>Telegram's webhook queue of an update; a kind that Telegram invents later has one of its own for each.</summary>
    public static string Queue(string kind, JsonElement content, int updateId)
    {
        if (!Kinds.TryGetValue(kind, out var found))
        {
            return $"each:{updateId}";
        }

        var owner = found.Queue.Split(':')[0] switch
        {
            "chat" => Id(content, "chat"),
            "poll" => content.TryGetProperty("poll_id", out var poll) || content.TryGetProperty("id", out poll) ? poll.ToString() : "",
            _ => Id(content, "from") is { Length: > 0 } from ? from : Id(content, "user"),
        };
        return $"{found.Queue}/{owner}";
    }

    private static string Id(JsonElement content, string name) =>
        content.ValueKind == JsonValueKind.Object && content.TryGetProperty(name, out var of) && of.TryGetProperty("id", out var id)
            ? id.ToString() : "";
}
