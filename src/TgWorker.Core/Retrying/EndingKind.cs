namespace TgWorker.Core.Retrying;

/// <summary>The closed set of ways a try can end.</summary>
internal enum EndingKind
{
    /// <summary>The update is done.</summary>
    Done,

    /// <summary>Not now: no try is used up.</summary>
    Waits,

    /// <summary>It failed and counts.</summary>
    Failed,

    /// <summary>It failed, and another try would not help.</summary>
    GivenUp,

    /// <summary>The handler was cancelled: by the end of the grace period or an operator, else it is a failed try.</summary>
    Cancelled,
}
