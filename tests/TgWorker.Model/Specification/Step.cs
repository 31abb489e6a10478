namespace TgWorker.Model.Specification;

/// <summary>What can happen to a queue: a script's call, or something from outside. Workers, lanes and jobs are numbers.</summary>
internal abstract record Step
{
    /// <summary>OrderedBy is what the worker sorts by.</summary>
    public sealed record Join(int Worker, int OrderedBy = 0) : Step;

    public sealed record Claim(int Worker, int Slots, bool SortAnyway) : Step;

    public sealed record Sort(int Worker, int Slots, bool GoOn, int[] Entries) : Step;

    public sealed record Finish(int Worker, bool TakeNext, Run[] Runs, bool WithPayloads = false) : Step;

    public sealed record Fail(int Worker, Run Run, bool TakeNext, bool Hold) : Step;

    public sealed record Park(int Worker, Run Run, long Delay, int Failures) : Step;

    public sealed record NoteFailures(int Worker, Run Run, int Failures) : Step;

    public sealed record Renew(int Worker) : Step;

    /// <summary>Worker is the one that lapsed.</summary>
    public sealed record Recover(int Worker) : Step;

    public sealed record Rejoin(int Worker, int NewName, Run[] Known) : Step;

    public sealed record Leave(int Worker) : Step;

    public sealed record RetryFailed(int Lane, bool AtTail, FailedId[] Ids) : Step;

    public sealed record Forget(FailedId Id, int Lane) : Step;

    public sealed record Clear(int Lane) : Step;

    /// <summary>Seen is the lane as it was when its jobs were looked at.</summary>
    public sealed record Drain(int Lane, LaneState? Seen) : Step;

    /// <summary>Tail is the lane's last number when it was looked at.</summary>
    public sealed record ClearTail(int Lane, long Tail, int Count) : Step;

    /// <summary>Seen and Paused are the lane as it was when its last jobs were looked at.</summary>
    public sealed record DrainTail(int Lane, LaneState? Seen, long Paused, int Count) : Step;

    /// <summary>Somebody else's retry of a failed job stands on the list.</summary>
    public sealed record TakeRetry(int Index, int Job, FailedId Id, int OldLane) : Step;

    /// <summary>Entries that only PHP can do, each by where it was read.</summary>
    public sealed record PassOn((int Index, int Job)[] Entries) : Step;

    public sealed record PassFailed(FailedId[] Ids) : Step;

    public sealed record FreeLane(int Lane, FailedId Id) : Step;

    /// <summary>First is the entry whose name the failed job would bear.</summary>
    public sealed record Read(int Worker, int Most, long Bytes, long Largest, int First) : Step
    {
        /// <summary>How often an entry is read before it is read alone.</summary>
        public const int BeforeAlone = 1;

        /// <summary>How often an entry is read before it is given up.</summary>
        public const int BeforeGivenUp = 2;
    }

    /// <summary>Id is of a job that nobody read.</summary>
    public sealed record PutUnreadBack(FailedId Id, bool AtTail) : Step;

    public sealed record PauseLane(int Lane) : Step;

    public sealed record ContinueLane(int Lane) : Step;

    public sealed record SkipHead(int Lane, long Number, int Job) : Step;

    public sealed record DropJob(int Lane, long Number, int Job) : Step
    {
        /// <summary>The most jobs that move up.</summary>
        public const int MostMoved = 2;

        /// <summary>The most bytes that move up.</summary>
        public const int MostBytes = 100;
    }

    /// <summary>Most is how many bots may be paused.</summary>
    public sealed record PauseBot(int Bot, int Most) : Step;

    /// <summary>Back is how many lanes come back at once.</summary>
    public sealed record ContinueBot(int Bot, int Back) : Step;

    /// <summary>An operator has the head of a lane cancelled.</summary>
    public sealed record CancelRun(int Lane, long Number, int Job) : Step
    {
        /// <summary>Who wants it.</summary>
        public const int By = 7;
    }

    /// <summary>
    /// Lease is how long the worker's last, in ms; LeaseLeft is by its own clock, in ms; Fence is the greatest it was given.
    /// </summary>
    public sealed record Muster(int Worker, int Server, long Lease, long LeaseLeft, long Fence) : Step;

    /// <summary>A producer pushes a job.</summary>
    public sealed record Push(int Job) : Step;

    /// <summary>Somebody else, such as a Laravel worker, takes the oldest entry off the list.</summary>
    public sealed record TakenElsewhere : Step;

    /// <summary>The right to sort expires.</summary>
    public sealed record RightExpires : Step;

    /// <summary>Time passes, in µs.</summary>
    public sealed record Pass(long Microseconds) : Step;

    /// <summary>The last token is forgotten, as after a restart of Redis without its data.</summary>
    public sealed record FenceForgotten : Step;
}
