using TgWorker.TestSupport.Redis;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Something that happens to a Redis.</summary>
/// <param name="BeginAsync">Lets it happen.</param>
/// <param name="EndAsync">Ends it.</param>
internal sealed record RedisFault(Func<Task> BeginAsync, Func<Task> EndAsync)
{
    /// <summary>It is stopped, it is frozen, its memory is full.</summary>
    public static IEnumerable<RedisFault> Of(RedisServer redis)
    {
        yield return new RedisFault(redis.StopAsync, redis.RestartAsync);
        yield return new RedisFault(() => Done(redis.Pause), () => Done(redis.Resume));
        yield return new RedisFault(() => LimitAsync("1"), () => LimitAsync("0"));

        Task<string> LimitAsync(string bytes) => RawRedis.SendAsync(redis.Host, redis.Port, "CONFIG", "SET", "maxmemory", bytes);
    }

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
