namespace TgWorker.Model.Specification;

/// <summary>What the queue's keys say, as plain values, and what has left them.</summary>
internal sealed class QueueState
{
    public const long None = -1;

    private const int Bots = 2;

    public QueueState(int lanes, int workers)
    {
        Lanes = new LaneState?[lanes];
        Ready = new long[lanes];
        Tries = new (int, int)?[lanes];
        Stopped = new FailedId?[lanes];
        Expiry = new long[workers];
        Holding = new int[workers];
        SeenUntil = [];
        Paused = new long[lanes];
        PausedSince = new long[lanes];
        Cancelled = new long[lanes];
        BotPauses = new BotPause?[Bots];
        Array.Fill(Cancelled, None);
        Array.Fill(Paused, None);
        Array.Fill(PausedSince, None);
        Array.Fill(Ready, None);
        Array.Fill(Expiry, None);
    }

    private QueueState(QueueState other)
    {
        Clock = other.Clock;
        List = [.. other.List];
        Lanes = [.. other.Lanes];
        Ready = [.. other.Ready];
        Tries = [.. other.Tries];
        Stopped = [.. other.Stopped];
        Expiry = [.. other.Expiry];
        Holding = [.. other.Holding];
        Fence = other.Fence;
        Sorter = other.Sorter;
        OrderedBy = other.OrderedBy;
        Seen = other.Seen;
        SeenUntil = [.. other.SeenUntil];
        Paused = [.. other.Paused];
        PausedSince = [.. other.PausedSince];
        Cancelled = [.. other.Cancelled];
        BotPauses = [.. other.BotPauses];
        Reading = other.Reading;
        Php = [.. other.Php];
        Muster = other.Muster;
        Failed = [.. other.Failed];
        Gone = [.. other.Gone];
    }

    /// <summary>Redis's clock, in µs.</summary>
    public long Clock { get; set; }

    /// <summary>Redis's clock, in ms.</summary>
    public long Now => Clock / 1000;

    /// <summary>The entries on the list, the oldest first.</summary>
    public List<int> List { get; } = [];

    public LaneState?[] Lanes { get; }

    /// <summary>Per lane: the ms from which its head may run; <see cref="None"/> when it is not among the ready ones.</summary>
    public long[] Ready { get; }

    /// <summary>Per lane: lapses and failures of its head, if any were noted.</summary>
    public (int Lapses, int Failures)?[] Tries { get; }

    /// <summary>Per lane: the failed job for which it is held.</summary>
    public FailedId?[] Stopped { get; }

    /// <summary>Per worker: the ms in which its lease ends; <see cref="None"/> when it is not known.</summary>
    public long[] Expiry { get; }

    /// <summary>Per worker: the lanes it holds, one bit each.</summary>
    public int[] Holding { get; }

    /// <summary>The last token handed out.</summary>
    public long Fence { get; set; }

    /// <summary>Who has the right to sort; <see cref="None"/>: nobody.</summary>
    public int Sorter { get; set; } = (int)None;

    /// <summary>What the queue's workers sort by; <see cref="None"/> before the first has joined.</summary>
    public int OrderedBy { get; set; } = (int)None;

    /// <summary>The updates seen, one bit each.</summary>
    public ulong Seen { get; set; }

    /// <summary>
    /// Per bitmap of seen updates: the second from which it may be given up; <see cref="None"/> when it is not kept. Empty: all are, for
    /// ever.
    /// </summary>
    public long[] SeenUntil { get; set; }

    /// <summary>
    /// Per lane that an operator has paused: the ms from which its head may run once the pause ends; else <see cref="None"/>.
    /// </summary>
    public long[] Paused { get; }

    /// <summary>Per lane that is listed as paused: since when, in ms; else <see cref="None"/>.</summary>
    public long[] PausedSince { get; }

    /// <summary>Per lane: the token of the delivery that an operator cancelled, until it is seen to have ended; else <see cref="None"/>.
    /// </summary>
    public long[] Cancelled { get; }

    /// <summary>The pauses of bots, by bot.</summary>
    public BotPause?[] BotPauses { get; }

    /// <summary>The entry that was read first the last time, and how often; null after one was sorted.</summary>
    public (int Job, int Reads)? Reading { get; set; }

    /// <summary>The entries that went to PHP's workers, with a wake-up token each.</summary>
    public List<int> Php { get; } = [];

    /// <summary>The server that the workers are on, and whether they are still coming over to it.</summary>
    public MusterState? Muster { get; set; }

    /// <summary>The failed jobs, in the order in which they failed.</summary>
    public List<FailedEntry> Failed { get; } = [];

    /// <summary>Jobs that are done with: finished, dropped as duplicates, taken elsewhere, forgotten or cleared. No key says so.</summary>
    public List<int> Gone { get; } = [];

    public QueueState Clone() => new(this);

    public bool IsPaused(int lane) => Paused[lane] != None;

    public bool IsLive(int worker) => Expiry[worker] > Now;

    public bool Holds(int worker, int lane) => (Holding[worker] & (1 << lane)) != 0;
}
