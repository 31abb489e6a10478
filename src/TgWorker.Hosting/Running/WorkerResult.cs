namespace TgWorker.Hosting.Running;

/// <summary>What the worker's run leaves for the process's end.</summary>
internal sealed class WorkerResult
{
    /// <summary>The exit code; failed until the worker ended as it should.</summary>
    public int ExitCode
    {
        get;
        set
        {
            field = value;
            Ended?.Invoke(value);
        }
    } = Hosting.ExitCode.Failed;

    /// <summary>Told the exit code.</summary>
    public Action<int>? Ended { get; init; }
}
