namespace TgWorker.Core.Lanes;

/// <summary>The worker that holds a lane.</summary>
/// <param name="Incarnation">Its name; empty where the lane has one that nobody knows.</param>
/// <param name="Since">How long it has held the head.</param>
/// <param name="LeaseLeft">What is left of its lease; negative when it lapsed.</param>
public sealed record LaneHolder(string Incarnation, TimeSpan Since, TimeSpan LeaseLeft)
{
    /// <summary>Its machine and process, such as <c>web1, process 4711</c>; null where it does not say.</summary>
    public string? Place { get; init; }
}
