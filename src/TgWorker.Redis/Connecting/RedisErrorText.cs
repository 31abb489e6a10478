using StackExchange.Redis;

namespace TgWorker.Redis.Connecting;

/// <summary>Says in a line what went wrong with Redis and, where there is one, the way out.</summary>
internal static class RedisErrorText
{
    public static string For(Exception exception) => exception switch
    {
        RedisServerException server => ForServer(server.Message),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => "it refused the user or password",
        RedisConnectionException => "no connection",
        TimeoutException => "no answer in time",
        _ => FirstLine(exception.Message),
    };

    private static string ForServer(string message) => message switch
    {
        _ when message.Contains("OOM", StringComparison.Ordinal) => "it is out of memory (maxmemory) and takes no writes: give it more, or free some",
        _ when message.Contains("MISCONF", StringComparison.Ordinal) => "it cannot save to disk and takes no writes (MISCONF): look at its disk and its log",
        _ when message.Contains("READONLY", StringComparison.Ordinal) => "it is a read-only replica: point the worker at the primary",
        _ when message.StartsWith("LOADING", StringComparison.Ordinal) => "it is still loading its data",
        _ when message.StartsWith("NOAUTH", StringComparison.Ordinal) || message.StartsWith("WRONGPASS", StringComparison.Ordinal)
            => "it wants a password, or another one",
        _ => FirstLine(message),
    };

    private static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }
}
