using System.Text;
using System.Text.Json;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>Entries as tgook pushes them.</summary>
internal static class TestEntry
{
    public const string Name = "Ann Onymous";
    public const string Phone = "+4915112345678";

    private const string Class = "App\\Jobs\\ProcessTelegramUpdate";

    /// <summary>An entry with a message to a chat.</summary>
    public static byte[] Of(long updateId, long chat, string text = "hello", string bot = "main", string? uuid = null)
    {
        var update = JsonSerializer.Serialize(new
        {
            update_id = updateId,
            message = new
            {
                message_id = updateId,
                date = 1_700_000_000,
                from = new { id = chat, is_bot = false, first_name = Name },
                chat = new { id = chat, type = "private", first_name = Name },
                text,
                location = new { latitude = 52.5, longitude = 13.4 },
                contact = new { phone_number = Phone, user_id = 77 },
            },
        });
        var command = $"O:{Class.Length}:\"{Class}\":3:{{s:6:\"bot_id\";{Php(bot)}s:6:\"update\";{Php(update)}s:9:\"timestamp\";i:1700000000;}}";
        var id = uuid ?? Guid.NewGuid().ToString();
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            uuid = id,
            id,
            displayName = Class,
            job = "Illuminate\\Queue\\CallQueuedHandler@call",
            maxTries = (int?)null,
            attempts = 0,
            data = new { commandName = Class, command },
        });
    }

    private static string Php(string text) => $"s:{Encoding.UTF8.GetByteCount(text)}:\"{text}\";";
}
