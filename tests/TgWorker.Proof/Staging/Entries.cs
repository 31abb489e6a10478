using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TgWorker.Proof.Staging;

/// <summary>Queue entries as tgook writes them.</summary>
public static partial class Entries
{
    private const string Bot = "main";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lane of a chat.</summary>
    public static string LaneOf(long chat, string bot = Bot) => string.Create(CultureInfo.InvariantCulture, $"{bot}:{chat}");

    /// <summary>A message to a chat, in an envelope with a new uuid.</summary>
    public static byte[] Message(long chat, long updateId, string bot = Bot)
    {
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"update_id\":{updateId},\n\"message\":{{\"message_id\":{updateId},\"chat\":{{\"id\":{chat},\"type\":\"private\"}},\"date\":1795219800,\"text\":\"hello\"}}}}");
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"O:30:\"App\\Jobs\\ProcessTelegramUpdate\":3:{{s:6:\"bot_id\";s:{bot.Length}:\"{bot}\";s:6:\"update\";s:{update.Length}:\"{update}\";s:9:\"timestamp\";i:1795220237;}}");
        var uuid = Guid.NewGuid().ToString();
        return JsonSerializer.SerializeToUtf8Bytes(
            new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["attempts"] = 0,
                ["data"] = new { command, commandName = "App\\Jobs\\ProcessTelegramUpdate" },
                ["displayName"] = "App\\Jobs\\ProcessTelegramUpdate",
                ["id"] = uuid,
                ["job"] = "Illuminate\\Queue\\CallQueuedHandler@call",
                ["maxTries"] = null,
                ["pushedAt"] = "1795220237.5618",
                ["uuid"] = uuid,
            },
            Json);
    }

    /// <summary>The update in an entry written here; -1 when there is none.</summary>
    public static long UpdateIdOf(string entry) =>
        UpdateId().Match(entry) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex("update_id\\\\\":(\\d+)")]
    private static partial Regex UpdateId();
}
