namespace TgWorker.Core.Health;

/// <summary>A worker's health on one of its queues.</summary>
/// <param name="Name">The queue's bare name.</param>
/// <param name="HasLease">Whether the worker has a lease that it renewed in time.</param>
/// <param name="SinceRenewal">How long ago the lease was renewed; null if there is none.</param>
/// <param name="Running">Updates the worker holds.</param>
/// <param name="Paused">Whether an operator paused the queue.</param>
/// <param name="Hanging">Those of <paramref name="Running"/> whose handler has outlived its time limit by
/// <see cref="WorkerPulse.LongestSilence"/>.</param>
public sealed record QueueHealth(string Name, bool HasLease, TimeSpan? SinceRenewal, long Running, bool Paused, int Hanging = 0)
{
    /// <summary>Some of the hanging updates, longest first.</summary>
    public IReadOnlyList<HangingRun> HangingRuns { get; init; } = [];
}
