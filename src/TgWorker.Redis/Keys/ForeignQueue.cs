using StackExchange.Redis;

namespace TgWorker.Redis.Keys;

/// <summary>A queue of PHP's workers.</summary>
/// <param name="Name">Its bare name.</param>
/// <param name="List">Its list.</param>
internal sealed record ForeignQueue(string Name, RedisKey List)
{
    /// <summary>Laravel's wake-up tokens for it.</summary>
    public RedisKey Notify { get; } = List.Append(":notify");
}
