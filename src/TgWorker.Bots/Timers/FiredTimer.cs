using System.Text.Json;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>A timer that went off, for the handlers of <c>OnTimer(…)</c>.</summary>
[ParameterHint("only OnTimer(…) and [Timer] have one")]
public sealed class FiredTimer
{
    private FiredTimer(JsonElement timer)
    {
        Name = timer.GetProperty("name").GetString()!;
        Due = DateTimeOffset.FromUnixTimeMilliseconds(timer.GetProperty("due").GetInt64());
        NotLaterThan = timer.TryGetProperty("not_later_than", out var late) ? TimeSpan.FromMilliseconds(late.GetInt64()) : null;
        Payload = timer.TryGetProperty("payload", out var payload) ? payload : default;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset Due { get; }

    /// <summary>Its payload; undefined if it was set without one.</summary>
    public JsonElement Payload { get; }

    internal TimeSpan? NotLaterThan { get; }

    /// <summary>Its payload, as it was given to <c>SetAsync</c>; the type's default if it was set without one.</summary>
    /// <exception cref="JsonException">It is of another type.</exception>
    public T? Read<T>() => Payload.ValueKind == JsonValueKind.Undefined ? default : Payload.Deserialize<T>();

    /// <summary>That of an update; null when it is of another kind.</summary>
    internal static FiredTimer? Of(UpdateContext context)
    {
        if (context.View.Kind != UpdateKind.Timer)
        {
            return null;
        }

        if (context.Find<FiredTimer>() is not { } timer)
        {
            context.Keep(timer = new FiredTimer(context.View.Content));
        }

        return timer;
    }
}
