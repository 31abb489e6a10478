namespace TgWorker.Core.History;

/// <summary>How a try of an update ended, for display.</summary>
public enum WorkEnd
{
    /// <summary>The update is done.</summary>
    Handled,

    /// <summary>It failed, and another try follows.</summary>
    Retried,

    /// <summary>The update was given up: a failed job.</summary>
    Failed,

    /// <summary>It ended without a result: the handler asked to wait, or the worker stopped.</summary>
    PutOff,

    /// <summary>The worker lost its lease meanwhile, so the result does not count.</summary>
    Lost,
}
