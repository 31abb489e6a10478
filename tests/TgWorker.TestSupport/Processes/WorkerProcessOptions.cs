namespace TgWorker.TestSupport.Processes;

/// <summary>How a <see cref="WorkerProcess"/> is started.</summary>
public sealed record WorkerProcessOptions
{
    /// <summary>The command line after <c>tgworker</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Another program's .dll to run instead of <c>tgworker</c>; null (the default) for that.</summary>
    public string? Program { get; init; }

    /// <summary>Variables set on top of those of the test host; null unsets one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where it runs; by default an empty directory of its own.</summary>
    public string? WorkingDirectory { get; init; }
}
