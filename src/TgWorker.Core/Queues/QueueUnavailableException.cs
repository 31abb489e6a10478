namespace TgWorker.Core.Queues;

/// <summary>The queue could not be reached, did not answer in time, or refused the call.</summary>
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

    /// <summary>Whether the call may have taken effect: its answer was lost, and no refusal was received.</summary>
    public bool MayHaveHappened { get; } = true;
}
