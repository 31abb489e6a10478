using System.Text.Json;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Dashboard.Pages.Outgoing;

/// <summary>A broadcast, as it is now.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
internal sealed record BroadcastRow(string Queue, string Id, BroadcastState State)
{
    /// <summary>Its name for people; empty where it has none.</summary>
    public required string Title { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>The method of the Bot API.</summary>
    public required string Method { get; init; }

    /// <summary>Why it is in its state, where a worker brought it there; empty otherwise.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required long Total { get; init; }

    public required long Sent { get; init; }

    public required long Gone { get; init; }

    public required long Failed { get; init; }

    public required long Skipped { get; init; }

    public required long Left { get; init; }

    /// <summary>Messages per second lately; 0 is not known.</summary>
    public required double Rate { get; init; }

    /// <summary>How long it will go on at that rate; null when that is not known, or nothing is sent.</summary>
    public required TimeSpan? Remaining { get; init; }

    /// <summary>Not sent before.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>In how many groups of time zones the recipients are, where it has hours; else 1.</summary>
    public required int TimeZones { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => State is BroadcastState.Done or BroadcastState.Cancelled or BroadcastState.Expired;

    public static BroadcastRow Of(string queue, BroadcastFamily its, DateTimeOffset now)
    {
        using var plan = Parse(its.Head.Plan);
        return new BroadcastRow(queue, its.Head.Id, its.State)
        {
            Title = Text(plan, "Title"),
            Bot = Text(plan, "Bot"),
            Method = Text(plan, "Method"),
            Reason = its.Reason,
            Created = its.Head.Created,
            Total = its.Total,
            Sent = its.Sent,
            Gone = its.Gone,
            Failed = its.Failed,
            Skipped = its.Skipped,
            Left = its.Left,
            Rate = Math.Round(its.RateAt(now), 1),
            Remaining = its.RemainingAt(now),
            TimeZones = its.Parts.Count,
            NotBefore = DateTimeOffset.TryParse(Text(plan, "NotBefore"), null, out var time) ? time : null,
        };
    }

    // Whoever started it wrote the plan; what is no plan of ours has no names.
    private static JsonDocument? Parse(ReadOnlyMemory<byte> plan)
    {
        try
        {
            return JsonDocument.Parse(plan);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonDocument? plan, string name) =>
        plan?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
