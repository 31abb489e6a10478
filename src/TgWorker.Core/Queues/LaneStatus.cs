namespace TgWorker.Core.Queues;

/// <summary>One lane at one moment.</summary>
/// <param name="Lane">The lane's key, such as <c>main:5123456789</c>.</param>
/// <param name="Jobs">Its unfinished jobs, the running one included.</param>
public sealed record LaneStatus(string Lane, long Jobs);
