namespace TgWorker.Core.Queues;

/// <summary>The worker's lease has expired: another worker may have its lanes, and what it writes is refused.</summary>
public sealed class LeaseLostException : Exception
{
    /// <summary>Creates the exception for an incarnation.</summary>
    public LeaseLostException(string incarnation)
        : base($"The lease of worker '{incarnation}' has lapsed; its lanes may be with another worker.")
    {
    }

    /// <summary>Creates the exception without naming the incarnation.</summary>
    public LeaseLostException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public LeaseLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
