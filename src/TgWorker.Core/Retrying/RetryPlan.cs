using TgWorker.Core.Jobs;

namespace TgWorker.Core.Retrying;

/// <summary>
/// What is left to try for one job: the envelope's own limits where it has them, else the options. The rules are those
/// of Laravel's worker (<c>Illuminate\Queue\Worker</c>). Numbers of an envelope may be anybody's: they saturate.
/// </summary>
internal readonly struct RetryPlan(Job job, RetryOptions options, TimeProvider time)
{
    /// <summary>The time limit for one try; null is none.</summary>
    public TimeSpan? Timeout => (job.Timeout ?? options.Timeout) is { Ticks: > 0 } limit ? TimerLimit.Cap(limit) : null;

    /// <summary>How many tries were made when so many of ours have failed.</summary>
    public int Attempts(int failures) => (int)Math.Clamp((long)job.Attempts + failures, 0, int.MaxValue);

    /// <summary>Whether a job of which so many tries have failed is to be given up.</summary>
    public bool IsSpent(int failures)
    {
        if (job.MaxExceptions is { } most && failures > 0 && failures >= most)
        {
            return true;
        }

        // To Laravel, 0 is no time.
        if (job.RetryUntil is { } until && until > DateTimeOffset.UnixEpoch)
        {
            return time.GetUtcNow() >= until;
        }

        var tries = job.MaxTries ?? options.Tries;
        return tries > 0 && Attempts(failures) >= tries;
    }

    /// <summary>How long to wait after the given number of failed tries.</summary>
    public TimeSpan Delay(int failures)
    {
        var list = job.Backoff ?? options.Backoff;
        return list.Count > 0
            ? TimerLimit.Cap(list[Math.Clamp(Attempts(failures), 1, list.Count) - 1])
            : Exponential(failures);
    }

    /// <summary>How long to wait for the next try after so many failed ones; null when the job is to be given up.</summary>
    public TimeSpan? Next(int failures) => IsSpent(failures) ? null : Delay(failures);

    // 1 s, 2 s, 4 s, …, each half to one and a half times as long, so that chats that failed together do not come back together.
    private TimeSpan Exponential(int failures)
    {
        var seconds = Math.Pow(2, Math.Clamp(failures - 1, 0, 30)) * (0.5 + options.Randomizer());
        return TimerLimit.Cap(TimeSpan.FromSeconds(Math.Min(seconds, options.MaxDelay.TotalSeconds)));
    }
}
