namespace TgWorker.Redis.Connecting.Wire;

/// <summary>The server refused the user or password.</summary>
internal sealed class SignInRefusedException : Exception
{
    public SignInRefusedException()
        : base("it refused the user or password")
    {
    }

    public SignInRefusedException(string message)
        : base(message)
    {
    }

    public SignInRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
