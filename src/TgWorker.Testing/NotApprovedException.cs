namespace TgWorker.Testing;

/// <summary>A text differs from the approved one.</summary>
public sealed class NotApprovedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NotApprovedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    public NotApprovedException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public NotApprovedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
