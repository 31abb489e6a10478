namespace TgWorker.Core.Working;

/// <summary>Why a worker ended.</summary>
public enum WorkerExit
{
    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>Nothing was left to do, and <see cref="WorkerOptions.StopWhenEmpty"/> is set.</summary>
    Empty,

    /// <summary>It ran <see cref="WorkerOptions.MaxJobs"/> jobs.</summary>
    MaxJobs,

    /// <summary>It ran for <see cref="WorkerOptions.MaxTime"/>.</summary>
    MaxTime,

    /// <summary>The process uses more than <see cref="WorkerOptions.MemoryMegabytes"/>.</summary>
    Memory,

    /// <summary>An operator asked for a restart.</summary>
    Restart,
}
