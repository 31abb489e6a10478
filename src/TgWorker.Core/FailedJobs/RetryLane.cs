using TgWorker.Core.Jobs;

namespace TgWorker.Core.FailedJobs;

/// <summary>Which lane a failed job goes to when it is put back: it is sorted again.</summary>
internal static class RetryLane
{
    /// <summary>
    /// The lane that the job belongs to by how it is read now. What still cannot be read stays where it failed, for workers that can;
    /// unless that is no lane, as an imported line can say anything.
    /// </summary>
    /// <param name="read">The job, as its payload is read now.</param>
    /// <param name="failedIn">The lane in which it failed.</param>
    public static string Of(Job read, string failedIn)
    {
        return read.Problem is null || failedIn.Length == 0 || failedIn.Any(static letter => letter is < ' ' or > '~') ? read.Lane
            : failedIn;
    }
}
