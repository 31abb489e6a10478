namespace TgWorker.Queues;

/// <summary>The queue could not be reached or did not answer in time; whether the call took effect is unknown.</summary>
public sealed class QueueUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public QueueUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    public QueueUnavailableException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public QueueUnavailableException(string message)
        : base(message)
    {
    }
}
