using StackExchange.Redis;

namespace TgWorker.Redis.Sorting;

/// <summary>What a look at the list gave.</summary>
/// <param name="Entries">The oldest entries, as many as fit; null when the right to sort is another's by now.</param>
internal sealed record EntriesRead(RedisValue[]? Entries)
{
    /// <summary>The failed job that the first entry became, its length, and why; null when there was nothing to give up.</summary>
    public (string Id, long Bytes, string Why)? GivenUp { get; init; }
}
