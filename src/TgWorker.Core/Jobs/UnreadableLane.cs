namespace TgWorker.Core.Jobs;

/// <summary>The lanes of entries that could not be read when they were sorted; each entry has its own.</summary>
public static class UnreadableLane
{
    /// <summary>How the name of such a lane begins.</summary>
    public const string Prefix = "!entry:";

    // Of version 0.1.
    private const string FormerPrefix = "unreadable:";

    /// <summary>
    /// The job as it must be delivered in its lane. A job that was unreadable when it was sorted, but can be read here, belongs to a chat
    /// whose other updates are in another lane; it must not run beside them.
    /// </summary>
    /// <param name="job">The job as this worker read it.</param>
    /// <param name="lane">The lane in which it was granted.</param>
    public static Job Deliver(Job job, string lane)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(lane);
        return job.Problem is not null || job.Lane == lane || !Is(lane)
            ? job
            : new Job
            {
                Payload = job.Payload,
                Lane = lane,
                Problem = "It could not be read when it was sorted (its key was missing, or the worker was older), and can be read "
                    + "now: 'tgworker failed retry' puts it into its chat.",
                Bot = job.Bot,
                UpdateId = job.UpdateId,
                Uuid = job.Uuid,
                DisplayName = job.DisplayName,
                Attempts = job.Attempts,
                PushedAt = job.PushedAt,
            };
    }

    private static bool Is(string lane) =>
        lane.StartsWith(Prefix, StringComparison.Ordinal) || lane.StartsWith(FormerPrefix, StringComparison.Ordinal);
}
