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
