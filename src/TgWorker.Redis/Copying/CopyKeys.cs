using StackExchange.Redis;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Copying;

/// <summary>The keys of a copy: those that are the queue's under another name until all of it is there.</summary>
/// <param name="keys">The queue's keys.</param>
/// <param name="copy">Names the copy.</param>
internal sealed class CopyKeys(QueueKeys keys, string copy)
{
    /// <summary>The queue's.</summary>
    public QueueKeys Queue { get; } = keys;

    /// <summary>Where it is copied to first.</summary>
    public QueueKeys Staged { get; } = keys.Staged(copy);

    /// <summary>set: what the copy has written that has the queue's own keys already; nobody reads those before there are jobs.</summary>
    public RedisKey Written { get; } = $"{keys.Staged(copy).List}:written";

    /// <summary>What becomes the queue's at the end, but for the list: a copied key, the queue's.</summary>
    public IReadOnlyList<(RedisKey Staged, RedisKey Queue)> Pairs =>
    [
        (Staged.Lanes, Queue.Lanes), (Staged.Jobs, Queue.Jobs), (Staged.Ready, Queue.Ready), (Staged.Tries, Queue.Tries),
        (Staged.Stopped, Queue.Stopped), (Staged.PausedLanes, Queue.PausedLanes),
        (Staged.PausedBots, Queue.PausedBots), (Staged.Failed, Queue.Failed),
        (Staged.FailedJobs, Queue.FailedJobs), (Staged.Timers, Queue.Timers), (Staged.TimerEntries, Queue.TimerEntries),
        (Staged.TimerRules, Queue.TimerRules),
    ];
}
