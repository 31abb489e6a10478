using StackExchange.Redis;

namespace TgWorker.Redis.Connecting;

/// <summary>What a server says of itself.</summary>
internal static class ServerInfo
{
    /// <summary>Reads what INFO says; empty where the user may not ask.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(IDatabase database)
    {
        try
        {
            return Parse((string?)await database.ExecuteAsync("INFO").ConfigureAwait(false) ?? "");
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return [];
        }
    }

    /// <summary>Reads lines of names and values.</summary>
    public static Dictionary<string, string> Parse(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#' && line.Contains(':', StringComparison.Ordinal))
            .Select(static line => line.Split(':', 2))
            .DistinctBy(static pair => pair[0])
            .ToDictionary(static pair => pair[0], static pair => pair[1]);
}
