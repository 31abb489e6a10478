namespace TgWorker.Core.Queues;

/// <summary>
/// The queue's store can be reached but cannot be used as it is; trying again does not help. The message says what to do.
/// </summary>
public sealed class QueueUnsupportedException : Exception
{
    /// <summary>Creates the exception with a message for people.</summary>
    public QueueUnsupportedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    public QueueUnsupportedException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public QueueUnsupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
