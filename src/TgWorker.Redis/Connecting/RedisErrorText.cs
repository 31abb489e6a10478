using StackExchange.Redis;

namespace TgWorker.Redis.Connecting;

/// <summary>Says in a line what went wrong with Redis and, where there is one, what to do.</summary>
internal static class RedisErrorText
{
    public static string For(Exception exception) => exception switch
    {
        RedisServerException server => ForServer(server.Message),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => "it refused the user or password",
        // The client sends a replica no writes: "No connection (requires writable - not eligible replica)".
        RedisConnectionException when exception.Message.Contains("requires writable", StringComparison.Ordinal) => ReadOnly,
        RedisConnectionException => "no connection",
        RedisCommandException when NoDatabase(exception.Message) => NoSuchDatabase,
        TimeoutException => "no answer in time",
        FormatException => $"PasswordFile {FirstLine(exception.Message)}",
        _ => FirstLine(exception.Message),
    };

    /// <summary>What the log says of a server without the database that was asked for.</summary>
    public const string NoSuchDatabase =
        "it has no database of that number: correct REDIS_DB or the end of --redis, as in redis://host:6379/0";

    private const string ReadOnly = "it is a read-only replica: point the worker at the primary";

    /// <summary>Whether an error says that the server does not have a database.</summary>
    public static bool NoDatabase(string message) =>
        message.Contains("DB index is out of range", StringComparison.Ordinal)
            || message.Contains("SELECT is not allowed in cluster", StringComparison.Ordinal)
        || message.Contains("database does not exist", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a server says that it is not the one to ask.</summary>
    public static bool IsWrongServer(string message) =>
        message.StartsWith("READONLY", StringComparison.Ordinal) || message.Contains("MOVED", StringComparison.Ordinal)
        || message.StartsWith("CLUSTERDOWN", StringComparison.Ordinal) || message.StartsWith("MASTERDOWN", StringComparison.Ordinal);

    private static string ForServer(string message) => message switch
    {
        _ when message.Contains("OOM", StringComparison.Ordinal) =>
            "it is out of memory (maxmemory) and takes no writes: give it more, or free some",
        _ when message.Contains("MISCONF", StringComparison.Ordinal) =>
            "it cannot save to disk and takes no writes (MISCONF): look at its disk and its log",
        _ when message.Contains("READONLY", StringComparison.Ordinal) => ReadOnly,
        _ when NoDatabase(message) => NoSuchDatabase,
        _ when message.Contains("MOVED", StringComparison.Ordinal) => "another server of the cluster has the queue now",
        _ when message.StartsWith("CLUSTERDOWN", StringComparison.Ordinal) =>
            "the cluster is not whole and takes no commands: look at CLUSTER NODES",
        _ when message.StartsWith("NOREPLICAS", StringComparison.Ordinal)
            => "it takes no writes while too few replicas follow it (min-replicas-to-write): see to its replicas",
        _ when message.StartsWith("LOADING", StringComparison.Ordinal) => "it is still loading its data",
        _ when message.StartsWith("NOAUTH", StringComparison.Ordinal) || message.StartsWith("WRONGPASS", StringComparison.Ordinal)
            => "it wants a password, or another one",
        _ when message.StartsWith("NOPERM", StringComparison.Ordinal) =>
            $"{FirstLine(message)}: give the user the rights of docs/operating.md",
        _ => FirstLine(message),
    };

    private static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }
}
