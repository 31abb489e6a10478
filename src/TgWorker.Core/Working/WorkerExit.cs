namespace TgWorker.Core.Working;

/// <summary>Why a worker ended.</summary>
public enum WorkerExit
{
    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>Nothing was left to do and <see cref="WorkerOptions.StopWhenEmpty"/> is set.</summary>
    Empty,

    /// <summary><see cref="WorkerOptions.MaxJobs"/> jobs were run.</summary>
    MaxJobs,

    /// <summary><see cref="WorkerOptions.MaxTime"/> is over.</summary>
    MaxTime,

    /// <summary>The process outgrew <see cref="WorkerOptions.MemoryMegabytes"/>.</summary>
    Memory,

    /// <summary>An operator asked for a restart.</summary>
    Restart,
}
