using System.Text.Json;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Outbox;

/// <summary>What a job of kind <c>outgoing</c> asks for.</summary>
/// <param name="Chat">The chat in whose order it stands.</param>
/// <param name="Call">The call.</param>
internal sealed record OutgoingMessage(long Chat, OutgoingCall Call)
{
    /// <summary>What the envelope calls the job.</summary>
    public const string DisplayName = "outgoing";

    /// <summary>The broadcast that it is of; null for none.</summary>
    public string? Broadcast { get; init; }

    /// <summary>Its number in the broadcast.</summary>
    public long Number { get; init; }

    /// <summary>When it is too late for it; null for never.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>
    /// That of an update; null when it is of another kind. What came in by Telegram's way never is one, whatever it says: such a job is
    /// named after the class that handles updates.
    /// </summary>
    public static OutgoingMessage? Of(UpdateContext context)
    {
        if (context.UpdateId is not < 0 || context.View.Kind != UpdateKind.Outgoing || context.Job.DisplayName != DisplayName)
        {
            return null;
        }

        if (context.Find<OutgoingMessage>() is not { } message)
        {
            context.Keep(message = Read(context.View.Content));
        }

        return message;
    }

    private static OutgoingMessage Read(JsonElement json)
    {
        var call = new OutgoingCall(json.GetProperty("method").GetString()!, json.GetProperty("parameters"));
        return new OutgoingMessage(json.GetProperty("chat").GetProperty("id").GetInt64(), call)
        {
            Broadcast = json.TryGetProperty("broadcast", out var broadcast) ? broadcast.GetString() : null,
            Number = json.TryGetProperty("number", out var number) ? number.GetInt64() : 0,
            NotAfter = json.TryGetProperty("not_after", out var late) ? DateTimeOffset.FromUnixTimeMilliseconds(late.GetInt64()) : null,
        };
    }
}
