using StackExchange.Redis;

namespace TgWorker.Redis.Horizon;

/// <summary>Horizon's keys.</summary>
internal sealed class HorizonKeys(string prefix)
{
    private const int LongestId = 64;

    // Horizon's own keys without an underscore or a colon; those with one are no ids anyway.
    private static readonly HashSet<string> OwnNames = new(StringComparer.Ordinal) { "masters", "monitoring", "supervisors" };

    /// <summary>
    /// Whether this may be a job's id. Its key is the prefix and the id and nothing else, so that what a producer calls an id could
    /// name any key under the prefix: only letters, digits and hyphens, as in uuids and Laravel's random ids, and no name of Horizon's.
    /// </summary>
    public static bool MayName(string? id) =>
        id is { Length: > 0 and <= LongestId } && id.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            && !OwnNames.Contains(id);

    /// <summary>zset: all jobs, by minus the time they were pushed.</summary>
    public RedisKey Recent { get; } = prefix + "recent_jobs";

    /// <summary>zset: jobs that are not done, by minus the time they were pushed.</summary>
    public RedisKey Pending { get; } = prefix + "pending_jobs";

    /// <summary>zset: jobs that are done, by minus the time.</summary>
    public RedisKey Completed { get; } = prefix + "completed_jobs";

    /// <summary>zset: jobs that are done and not to be shown among the others.</summary>
    public RedisKey Silenced { get; } = prefix + "silenced_jobs";

    /// <summary>zset: jobs that were given up, by minus the time.</summary>
    public RedisKey Failed { get; } = prefix + "failed_jobs";

    /// <summary>zset: the same; Horizon counts them apart.</summary>
    public RedisKey RecentFailed { get; } = prefix + "recent_failed_jobs";

    /// <summary>zset: jobs that are done and have a monitored tag.</summary>
    public RedisKey MonitoredJobs { get; } = prefix + "monitored_jobs";

    /// <summary>set: the tags somebody monitors.</summary>
    public RedisKey Monitoring { get; } = prefix + "monitoring";

    /// <summary>zset: running Horizon masters, by the second they were last seen.</summary>
    public RedisKey Masters { get; } = prefix + "masters";

    /// <summary>set: the keys of the queues with figures.</summary>
    public RedisKey MeasuredQueues { get; } = prefix + "measured_queues";

    /// <summary>set: the keys of the job names with figures.</summary>
    public RedisKey MeasuredJobs { get; } = prefix + "measured_jobs";

    /// <summary>hash: a job.</summary>
    public RedisKey Job(string id) => prefix + id;

    /// <summary>hash: a queue's figures.</summary>
    public RedisKey QueueFigures(string queue) => prefix + "queue:" + queue;

    /// <summary>hash: a job name's figures.</summary>
    public RedisKey JobFigures(string name) => prefix + "job:" + name;

    /// <summary>zset: failed jobs with a tag, by the time they failed.</summary>
    public RedisKey FailedWith(string tag) => prefix + "failed:" + tag;
}
