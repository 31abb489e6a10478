using System.Text.Json.Serialization;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>All about one failed job, but what a user wrote.</summary>
internal sealed record FailedJobModel(
    string Id, string Queue, string Lane, string Bot, long? UpdateId, DateTimeOffset FailedAt, int Attempts, string Error, string Worker)
{
    public string? Detail { get; init; }

    /// <summary>The length of the payload, in bytes.</summary>
    public required int PayloadLength { get; init; }

    /// <summary>As much of the payload as is shown; null for nothing.</summary>
    public string? Payload { get; init; }

    /// <summary>Whether all of the payload is shown.</summary>
    public bool IsRevealed { get; init; }

    /// <summary>Whether more of it can be had.</summary>
    [JsonIgnore]
    public bool MayReveal { get; init; }
}
