namespace TgWorker.Hosting;

/// <summary>What the worker's run leaves for the process's end.</summary>
internal sealed class WorkerResult
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>It can never work as it is configured.</summary>
    public const int Unusable = 2;

    /// <summary>The worker outgrew its memory limit and is to be started anew; Laravel's <c>Worker::EXIT_MEMORY_LIMIT</c>.</summary>
    public const int MemoryLimit = 12;

    /// <summary>The exit code; failed until the worker ended as it should.</summary>
    public int ExitCode
    {
        get;
        set
        {
            field = value;
            Ended?.Invoke(value);
        }
    } = Failed;

    /// <summary>Told the exit code.</summary>
    public Action<int>? Ended { get; init; }
}
