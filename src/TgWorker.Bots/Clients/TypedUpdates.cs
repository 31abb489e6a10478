using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Updates as Telegram.Bot's types, for handlers that have only the <see cref="UpdateContext"/>.</summary>
public static class TypedUpdates
{
    /// <summary>
    /// The update as Telegram.Bot's type: read from its JSON when it is first asked for, and the same object for everybody in this attempt.
    /// </summary>
    /// <exception cref="UnreadableUpdateException">Telegram.Bot cannot read the JSON; the update is given up.</exception>
    public static Update ReadUpdate(this UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Find<Update>() is not { } update)
        {
            context.Keep(update = Read(context.Update.Span));
        }

        return update;
    }

    internal static Update Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Update>(json, JsonBotAPI.Options)
                ?? throw new UnreadableUpdateException("The update is a JSON null.");
        }
        catch (JsonException e)
        {
            // Path and position only: the message may quote what a user wrote.
            throw new UnreadableUpdateException(
                $"Telegram.Bot cannot read the update's JSON at {e.Path ?? "$"} (line {e.LineNumber}, byte {e.BytePositionInLine}).");
        }
    }
}
