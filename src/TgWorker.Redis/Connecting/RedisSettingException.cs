namespace TgWorker.Redis;

/// <summary>A setting of the Redis connection can never work; trying again does not help.</summary>
public sealed class RedisSettingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RedisSettingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception without details.</summary>
    public RedisSettingException()
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public RedisSettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
