using StackExchange.Redis;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Diagnosing;

/// <summary>Looks for keys with SCAN, which holds nobody up, and gives up before it becomes a burden.</summary>
internal static class KeySearch
{
    private const int Page = 1000;
    // Half a million keys, about a second.
    private const int MostPages = 500;
    private const int MostKeys = 1000;

    /// <summary>The keys of one type that <paramref name="match"/>, as far as the search goes.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(RedisConnection connection, string type, Predicate<string> match)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var cursor = "0";
        for (var page = 0; page < MostPages && found.Count < MostKeys; page++)
        {
            var answer = (RedisResult[])(await connection.ExecuteAsync("SCAN", cursor, "COUNT", Page, "TYPE", type).ConfigureAwait(false))!;
            found.UnionWith(((string[])answer[1]!).Where(key => match(key)));
            cursor = (string)answer[0]!;
            if (cursor == "0")
            {
                break;
            }
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
