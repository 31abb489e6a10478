namespace TgWorker.Testing.Conformance;

/// <summary>A queue breaks a rule of <see cref="QueueConformance"/>.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what was found.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without saying what was broken.</summary>
    public ConformanceException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="innerException">What was thrown instead.</param>
    public ConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
