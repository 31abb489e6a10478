using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>An unfinished job in its lane.</summary>
internal sealed class LaneJob(Job job)
{
    public Job Job { get; } = job;

    /// <summary>The job behind this one.</summary>
    public LaneJob? Next { get; set; }

    /// <summary>Whether a worker was given it before.</summary>
    public bool Started { get; set; }

    public int Failures { get; set; }

    public int Lapses { get; set; }
}
