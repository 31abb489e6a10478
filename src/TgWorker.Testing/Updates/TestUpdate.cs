using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;
using TgWorker.Core.Updates;

namespace TgWorker.Testing;

/// <summary>An update for a test: one of the usual kinds, or any JSON. It assigns ids by itself.</summary>
public sealed class TestUpdate
{
    /// <summary>When the messages were sent, in seconds since 1970: 2025-06-15 15:06:40.</summary>
    internal const long SentAt = 1_750_000_000;

    private const long Chat = 1001;

    private static long _ids = 500_000_000;

    private readonly byte[] _json;

    private TestUpdate(byte[] json, long? id)
    {
        _json = json;
        UpdateId = id;
    }

    /// <summary>Copies an update, for an object initializer with the differences.</summary>
    public TestUpdate(TestUpdate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (_json, UpdateId, Bot, PushedAt, DisplayName) = (other._json, other.UpdateId, other.Bot, other.PushedAt, other.DisplayName);
    }

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId { get; }

    /// <summary>The bot that the update is for. Default <c>main</c>.</summary>
    public string Bot { get; init; } = "main";

    /// <summary>When the update was queued. Default null: not known.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>The job's name in its envelope.</summary>
    internal string? DisplayName { get; init; }

    /// <summary>An update from its JSON, such as a captured one.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static TestUpdate FromJson(string json, string bot = "main") => FromJson(Encoding.UTF8.GetBytes(json), bot);

    /// <inheritdoc cref="FromJson(string, string)"/>
    public static TestUpdate FromJson(byte[] json, string bot = "main")
    {
        var update = JsonElement.Parse(json);
        return new TestUpdate(json, update.TryGetProperty("update_id", out var id) ? id.GetInt64() : null) { Bot = bot };
    }

    /// <summary>A text message, in the user's private chat unless another chat is given, which is then a supergroup.</summary>
    public static TestUpdate Text(string text, long userId = Chat, long? chatId = null) => Message(new { text }, userId, chatId);

    /// <summary>A message with these fields, such as <c>new { dice = new { emoji = "🎲", value = 3 } }</c>.</summary>
    public static TestUpdate Message(object fields, long userId = Chat, long? chatId = null)
    {
        var id = Interlocked.Increment(ref _ids);
        var message = new JsonObject
        {
            ["message_id"] = id % 100_000,
            ["from"] = User(userId),
            ["chat"] = new JsonObject { ["id"] = chatId ?? userId,
                ["type"] = chatId is null || chatId == userId ? "private" : "supergroup" },
            ["date"] = SentAt,
        };
        return Of(id, "message", Merge(message, fields));
    }

    /// <summary>
    /// The messages of an album, one photo each, the first with the caption. For videos, documents and music:
    /// <see cref="Message"/> with a <c>media_group_id</c>.
    /// </summary>
    public static TestUpdate[] Album(int photos, string? caption = null, long userId = Chat, long? chatId = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(photos);
        var group = $"{Interlocked.Increment(ref _ids)}";
        object[] photo = [new { file_id = "photo", file_unique_id = "photo", width = 90, height = 90 }];
        return [.. Enumerable.Range(0, photos).Select(i => Message(
            i == 0 && caption is not null ? new { media_group_id = group, photo, caption } : (object)new { media_group_id = group, photo },
            userId, chatId))];
    }

    /// <summary>A press of a button.</summary>
    public static TestUpdate Button(string data, long userId = Chat, long? chatId = null)
    {
        var id = Interlocked.Increment(ref _ids);
        return Of(id, "callback_query", new JsonObject
        {
            ["id"] = $"{id}", ["from"] = User(userId), ["chat_instance"] = "1", ["data"] = data,
            ["message"] = new JsonObject { ["message_id"] = 1, ["date"] = SentAt,
                ["chat"] = new JsonObject { ["id"] = chatId ?? userId, ["type"] = chatId is null ? "private" : "supergroup" } },
        });
    }

    /// <summary>An update of any kind: the field that carries the content, and the content.</summary>
    public static TestUpdate Of(string kind, object content) => Of(Interlocked.Increment(ref _ids), kind, Merge([], content));

    /// <summary>The same update from a user whose Telegram is in this language, an IETF tag such as <c>de</c> or <c>pt-br</c>.</summary>
    public TestUpdate In(string language)
    {
        var update = (JsonObject)JsonNode.Parse(_json)!;
        foreach (var user in update.Select(field => (field.Value as JsonObject)?["from"]).OfType<JsonObject>())
        {
            user["language_code"] = language;
        }

        return new TestUpdate(Encoding.UTF8.GetBytes(update.ToJsonString()), UpdateId) { Bot = Bot, PushedAt = PushedAt };
    }

    internal UpdateView View => new(_json);

    internal Job ToJob()
    {
        var view = View;
        return new Job
        {
            Payload = _json,
            Update = _json,
            Bot = Bot,
            UpdateId = UpdateId,
            Lane = $"{Bot}:{view.ChatId ?? view.UserId ?? UpdateId}",
            PushedAt = PushedAt,
            DisplayName = DisplayName,
        };
    }

    private static TestUpdate Of(long id, string kind, JsonObject content) =>
        new(Encoding.UTF8.GetBytes(new JsonObject { ["update_id"] = id, [kind] = content }.ToJsonString()), id);

    private static JsonObject User(long id) => new() { ["id"] = id, ["is_bot"] = false, ["first_name"] = "Test" };

    private static JsonObject Merge(JsonObject into, object fields)
    {
        foreach (var (name, value) in (JsonObject)JsonSerializer.SerializeToNode(fields)!)
        {
            into[name] = value?.DeepClone();
        }

        return into;
    }
}
