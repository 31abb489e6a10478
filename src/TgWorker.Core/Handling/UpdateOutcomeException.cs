namespace TgWorker.Core.Handling;

/// <summary>
/// An error that says what it means for the update. A handler need not catch it: the worker uses <see cref="Outcome"/> as the handler's
/// own.
/// </summary>
public abstract class UpdateOutcomeException : Exception, IUpdateOutcomeSource
{
    /// <summary>Creates the exception.</summary>
    protected UpdateOutcomeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    protected UpdateOutcomeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    protected UpdateOutcomeException()
    {
    }

    /// <inheritdoc/>
    public abstract UpdateOutcome Outcome { get; }
}
