namespace TgWorker.Core.Working;

/// <summary>How many jobs a worker may still start before it stops (<see cref="WorkerOptions.MaxJobs"/>), over all its queues.</summary>
internal sealed class JobBudget(long maxJobs, WorkerStop stop)
{
    private readonly Lock _lock = new();
    private long _started;
    private long _done;

    /// <summary>Whether the number of jobs is limited.</summary>
    public bool IsLimited => maxJobs > 0;

    /// <summary>Takes as many as there are for a claim, at most <paramref name="jobs"/>.</summary>
    public int Take(int jobs)
    {
        if (!IsLimited)
        {
            return jobs;
        }

        lock (_lock)
        {
            var taken = (int)Math.Min(jobs, maxJobs - _started);
            _started += taken;
            return taken;
        }
    }

    /// <summary>Gives back what a claim did not use.</summary>
    public void GiveBack(int jobs)
    {
        lock (_lock)
        {
            _started -= jobs;
        }
    }

    /// <summary>Jobs have ended.</summary>
    public void CountDone(int jobs)
    {
        if (IsLimited && Interlocked.Add(ref _done, jobs) >= maxJobs)
        {
            stop.Stop(WorkerExit.MaxJobs);
        }
    }
}
