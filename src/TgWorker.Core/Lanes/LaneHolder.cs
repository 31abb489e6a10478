namespace TgWorker.Core.Lanes;

/// <summary>The worker that holds a lane.</summary>
/// <param name="Incarnation">Its name; empty if the lane has an unknown worker.</param>
/// <param name="Since">How long it has held the head.</param>
/// <param name="LeaseLeft">How much of its lease is left; negative if it has expired.</param>
public sealed record LaneHolder(string Incarnation, TimeSpan Since, TimeSpan LeaseLeft)
{
    /// <summary>Its machine and process, such as <c>web1, process 4711</c>; null if it does not say.</summary>
    public string? Place { get; init; }
}
