using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace TgWorker.Bots.Clients;

/// <summary>Reads updates as Telegram.Bot does.</summary>
internal static class UpdateJson
{
    /// <exception cref="UnreadableUpdateException">Telegram.Bot cannot read the JSON.</exception>
    public static Update Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Update>(json, JsonBotAPI.Options)
                ?? throw new UnreadableUpdateException("The update is a JSON null.");
        }
        catch (JsonException e)
        {
            // Path and position only: the message may quote what a user wrote.
            throw new UnreadableUpdateException($"Telegram.Bot cannot read the update's JSON at {e.Path ?? "$"} (line {e.LineNumber}, byte {e.BytePositionInLine}).");
        }
    }
}
