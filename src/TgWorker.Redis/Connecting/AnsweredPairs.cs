using StackExchange.Redis;

namespace TgWorker.Redis.Connecting;

/// <summary>Reads an answer that is a list of pairs: members and scores, fields and values.</summary>
internal static class AnsweredPairs
{
    /// <summary>The pairs. RESP3 has a list for each of them, RESP2 one list for all.</summary>
    public static IEnumerable<RedisResult[]> Of(RedisResult answer)
    {
        var elements = (RedisResult[])answer!;
        return elements.Length > 0 && elements[0].Resp2Type == ResultType.Array
            ? elements.Select(static pair => (RedisResult[])pair!) : elements.Chunk(2);
    }
}
