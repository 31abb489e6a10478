namespace TgWorker.Core.Queues;

/// <summary>The queue could not be reached, did not answer in time, or refused.</summary>
public sealed class QueueUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public QueueUnavailableException(string message, Exception innerException, bool mayHaveHappened)
        : base(message, innerException) => MayHaveHappened = mayHaveHappened;

    /// <summary>Creates the exception without details.</summary>
    public QueueUnavailableException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public QueueUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public QueueUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the call may have taken effect all the same: its answer was lost, not its refusal received.</summary>
    public bool MayHaveHappened { get; } = true;
}
