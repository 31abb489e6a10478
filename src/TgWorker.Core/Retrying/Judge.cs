namespace TgWorker.Core.Retrying;

/// <summary>Decides what becomes of a delivery. A pure function: the same ending, tries and situation give the same verdict.</summary>
internal static class Judge
{
    // A wait uses up no try: with none at all, or one that is over by now, the update would go round without a breath.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether the try counts as a failed one of which more may follow.</summary>
    public static bool IsFailedTry(in Ending ending, in Situation situation) => !situation.IsLeaseLost && situation.Cancelled is null
        && (ending.Kind is EndingKind.Failed || (ending.Kind is EndingKind.Cancelled && !situation.IsGraceOver));

    /// <summary>Decides.</summary>
    /// <param name="ending">How the try ended.</param>
    /// <param name="failures">The failed tries before this one.</param>
    /// <param name="next">The delay before the next try, should this one have failed; null when none is left.</param>
    /// <param name="situation">Lease, stop, operator and room.</param>
    public static Verdict Decide(in Ending ending, int failures, TimeSpan? next, in Situation situation)
    {
        if (situation.IsLeaseLost)
        {
            return new(VerdictKind.Abandon, failures);
        }

        return ending.Kind switch
        {
            EndingKind.Done => new(VerdictKind.Finish, failures),
            // However it ended: what an operator cancelled is not tried again. Where its cancellation came out of the handler says nothing.
            _ when situation.Cancelled is { } cancelled =>
                Verdict.Fail(OneMore(failures), cancelled, ending.Kind is EndingKind.Cancelled ? null : ending.Cause),
            EndingKind.Waits => Later(ending, failures, Longer(ending.After, ShortestWait), situation),
            // Not the job's fault.
            EndingKind.Cancelled when situation.IsGraceOver => new(VerdictKind.Park, failures),
            EndingKind.Failed or EndingKind.Cancelled when next is { } delay =>
                Later(ending, OneMore(failures), ending.After ?? delay, situation),
            _ => Verdict.Fail(OneMore(failures), ending.Error ?? "It failed.", ending.Cause),
        };
    }

    /// <summary>One failed try more; it does not overflow.</summary>
    public static int OneMore(int failures) => failures < int.MaxValue ? failures + 1 : failures;

    private static Verdict Later(in Ending ending, int failures, TimeSpan delay, in Situation situation)
    {
        delay = TimerLimit.Cap(delay);
        var kind = situation.MayRest && delay <= situation.LongestRest ? VerdictKind.Rest : VerdictKind.Park;
        return new(kind, failures, delay, ending.Error) { Cause = ending.Cause };
    }

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan least) => asked is { } given && given > least ? given : least;
}
