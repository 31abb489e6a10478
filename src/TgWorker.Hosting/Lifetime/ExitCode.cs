namespace TgWorker.Hosting.Lifetime;

/// <summary>What the process tells the one who started it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done, or the answer is no.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration: it can never work as it is.</summary>
    public const int Usage = 2;

    /// <summary>The worker outgrew its memory limit and is to be started again; Laravel's <c>Worker::EXIT_MEMORY_LIMIT</c>.</summary>
    public const int MemoryLimit = 12;
}
