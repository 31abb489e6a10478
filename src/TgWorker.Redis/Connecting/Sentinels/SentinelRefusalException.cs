namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>A Sentinel answered with an error: it wants a password, does not know the primary, or is no Sentinel.</summary>
internal sealed class SentinelRefusalException : Exception
{
    public SentinelRefusalException()
    {
    }

    public SentinelRefusalException(string message)
        : base(message)
    {
    }

    public SentinelRefusalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
