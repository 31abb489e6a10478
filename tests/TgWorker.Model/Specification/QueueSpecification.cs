namespace TgWorker.Model.Specification;

/// <summary>
/// What every step does to the queue. It says in plain code what the scripts say in Lua; an answer is what the script
/// answers, with lanes, jobs and workers as numbers.
/// </summary>
/// <param name="jobs">All jobs there are.</param>
/// <param name="leaseMilliseconds">How long a lease lasts.</param>
/// <param name="missing">The rule to leave out.</param>
internal sealed partial class QueueSpecification(IReadOnlyList<JobFacts> jobs, long leaseMilliseconds, Guard missing = Guard.None)
{
    private static readonly long[] Lapsed = [-1];
    private static readonly long[] Refused = [0];
    private static readonly long[] SortsOtherwise = [-2];
    private static readonly long[] Done = [1];

    /// <summary>How many bytes an entry has.</summary>
    public Func<int, int> Length { get; init; } = static _ => 0;

    /// <summary>The bot of a lane.</summary>
    public Func<int, int> BotOf { get; init; } = static _ => 0;

    /// <summary>How the updates seen are kept; null: all of them, for ever.</summary>
    public SeenBudget? Budget { get; init; }

    /// <summary>Takes a step and says what the caller is told.</summary>
    public long[] Apply(QueueState state, Step step) => step switch
    {
        Step.Join join => Join(state, join),
        Step.Claim claim => Live(state, claim.Worker) ? Claim(state, claim) : Lapsed,
        Step.Sort sort => Live(state, sort.Worker) ? Sort(state, sort) : Lapsed,
        Step.Finish finish => Live(state, finish.Worker) ? Finish(state, finish) : Lapsed,
        Step.Fail fail => Live(state, fail.Worker) ? Fail(state, fail) : Lapsed,
        Step.Park park => Live(state, park.Worker) ? Park(state, park) : Lapsed,
        Step.NoteFailures note => Live(state, note.Worker) ? NoteFailures(state, note) : Lapsed,
        Step.Renew renew => Live(state, renew.Worker) ? Renew(state, renew.Worker) : Lapsed,
        Step.Rejoin rejoin => Live(state, rejoin.Worker) ? Rejoin(state, rejoin) : Lapsed,
        Step.Recover recover => Recover(state, recover.Worker),
        Step.Leave leave => Leave(state, leave.Worker),
        Step.RetryFailed retry => RetryFailed(state, retry),
        Step.Forget forget => Forget(state, forget),
        Step.Clear clear => Clear(state, clear.Lane),
        Step.Drain drain => Drain(state, drain),
        Step.ClearTail clear => ClearTail(state, clear),
        Step.DrainTail drain => DrainTail(state, drain),
        Step.TakeRetry retry => TakeRetry(state, retry),
        Step.PassOn pass => PassOn(state, pass),
        Step.PassFailed pass => PassFailed(state, pass),
        Step.FreeLane free => FreeLane(state, free.Lane, free.Id) ? Done : Refused,
        Step.Read read => state.IsLive(read.Worker) ? Read(state, read) : Lapsed,
        Step.PutUnreadBack put => PutUnreadBack(state, put),
        Step.PauseLane pause => PauseLane(state, pause.Lane),
        Step.ContinueLane next => ContinueLane(state, next.Lane),
        Step.PauseBot pause => PauseBot(state, pause),
        Step.ContinueBot next => ContinueBot(state, next),
        Step.SkipHead skip => SkipHead(state, skip),
        Step.DropJob drop => DropJob(state, drop),
        Step.CancelRun cancel => CancelRun(state, cancel),
        Step.Muster muster => Report(state, muster),
        _ => Outside(state, step),
    };

    private static long[] Outside(QueueState state, Step step)
    {
        switch (step)
        {
            case Step.Push push:
                state.List.Add(push.Job);
                break;
            case Step.TakenElsewhere when state.List.Count > 0:
                state.Gone.Add(state.List[0]);
                state.List.RemoveAt(0);
                break;
            case Step.RightExpires:
                state.Sorter = (int)QueueState.None;
                break;
            case Step.Pass pass:
                state.Clock += pass.Microseconds;
                break;
            case Step.FenceForgotten:
                state.Fence = 0;
                break;
        }

        return [];
    }

    private bool Live(QueueState state, int worker) => missing.HasFlag(Guard.Lease) || state.IsLive(worker);

    private bool Runs(QueueState state, int worker, Run run) =>
        state.Lanes[run.Lane] is { } lane
        && (missing.HasFlag(Guard.Fence) || lane.Fence == run.Fence)
        && (missing.HasFlag(Guard.Holder) || state.Holds(worker, run.Lane));

    // The last token handed out; never behind the clock.
    private static long LastFence(QueueState state) => Math.Max(state.Fence, state.Clock);

    private long NextFence(QueueState state, long last, int n)
    {
        if (missing.HasFlag(Guard.FenceGrows))
        {
            return 1;
        }

        state.Fence = last + n;
        return state.Fence;
    }

    private static void LetGo(QueueState state, int worker, int lane) => state.Holding[worker] &= ~(1 << lane);
}
