namespace TgWorker.Redis.Connecting.Wire;

/// <summary>A server answered with an error: it wants a password, does not know what it is asked for, or is of another kind.</summary>
internal sealed class ErrorReplyException : Exception
{
    public ErrorReplyException()
    {
    }

    public ErrorReplyException(string message)
        : base(message)
    {
    }

    public ErrorReplyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
