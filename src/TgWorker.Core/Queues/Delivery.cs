using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues;

/// <summary>One hand-over of a job to a worker.</summary>
/// <param name="job">The job, head of its lane.</param>
/// <param name="lane">The lane in which the queue granted it.</param>
/// <param name="fence">A number that grows with every delivery of the lane.</param>
/// <param name="lapses">How often a worker lost its lease while it held this job.</param>
/// <param name="failures">How many tries of this job have failed.</param>
public sealed class Delivery(Job job, string lane, long fence, int lapses = 0, int failures = 0)
{
    /// <summary>The job, head of its lane.</summary>
    public Job Job { get; } = job;

    /// <summary>The fencing token: grows with every delivery of the lane, across workers and restarts.</summary>
    public long Fence { get; } = fence;

    /// <summary>How often a worker lost its lease while it held this job.</summary>
    public int Lapses { get; } = lapses;

    /// <summary>How many tries of this job have failed.</summary>
    public int Failures { get; } = failures;

    /// <summary>
    /// The lane in which the queue granted the job, decided when the job was sorted. <see cref="Job.Lane"/>, which is what this worker
    /// makes of the payload, may differ, and does not matter here.
    /// </summary>
    public string Lane { get; } = lane;

    /// <summary>A number that the queue wants back when the delivery is settled; means nothing to others.</summary>
    public long Receipt { get; init; }

    /// <summary>
    /// The name under which notes are kept for the job (<see cref="ILaneMemory.NoteJobAsync"/>), to be forgotten when it is finished; null
    /// if there are none.
    /// </summary>
    public string? NotedAs { get; set; }

    /// <summary>The timestamp of the grant, if the queue records it.</summary>
    internal long StartedAt { get; set; }

    /// <summary>The update's kind, recorded while somebody listens to the metrics.</summary>
    internal string? Route { get; set; }

    /// <summary>It is over here: nobody reads the job's payload any more, and its memory may serve another.</summary>
    internal void End() => Job.Lease?.End();
}
