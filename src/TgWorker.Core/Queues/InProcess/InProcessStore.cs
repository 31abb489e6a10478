using TgWorker.Core.Jobs;

namespace TgWorker.Core.Queues.InProcess;

/// <summary>Everything an <see cref="InProcessQueue"/> holds. <see cref="Gate"/> guards all of it.</summary>
internal sealed class InProcessStore(InProcessQueueOptions options, IJobReader reader, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly List<Waiter> _waiters = [];
    private long _failures;

    public Lock Gate { get; } = new();

    public string Name { get; } = options.Name;

    public TimeSpan Lease { get; } = options.Lease;

    /// <summary>Entries that are not yet in their lanes.</summary>
    public Queue<(Job Job, DateTimeOffset PushedAt)> Entries { get; } = new();

    public LaneTable Lanes { get; } = new(reader);

    public RememberedTexts Memory { get; } = new();

    public Dictionary<string, KeptJob> Failed { get; } = new(StringComparer.Ordinal);

    public List<InProcessSession> Sessions { get; } = [];

    /// <summary>Time that passed since the queue was made; it never jumps.</summary>
    public TimeSpan Now => time.GetElapsedTime(_started);

    public DateTimeOffset WallClock => time.GetUtcNow();

    private SeenUpdates? Seen { get; } = options.Deduplicate ? new SeenUpdates() : null;

    /// <summary>Whether a claim may have something to give.</summary>
    public bool MayGive => Entries.Count > 0 || Lanes.Ready.Any(Now);

    /// <summary>Whether an entry is one of Telegram's repetitions. An entry that is wanted again never is.</summary>
    public bool IsDuplicate(Job job)
        => job.UpdateId is { } updateId && Seen is not null && !Seen.Add(job.Bot, job.DuplicateScope, updateId, Now) && !job.IsRetry;

    public long NextFailureNumber() => ++_failures;

    /// <summary>Frees the lanes of workers whose lease has lapsed.</summary>
    /// <returns>How many lanes there were.</returns>
    public int RecoverLapsed()
    {
        var recovered = 0;
        for (var index = Sessions.Count - 1; index >= 0; index--)
        {
            if (!Sessions[index].IsLive)
            {
                recovered += Sessions[index].Expire();
                Sessions.RemoveAt(index);
            }
        }

        return recovered;
    }

    /// <summary>Has a worker woken at a change that may concern it, and when the next parked lane falls due.</summary>
    public Waiter AddWaiter(TimeSpan atMost)
    {
        var untilDue = Lanes.Ready.NextDue - Now ?? atMost;
        var waiter = new Waiter(time, untilDue < atMost ? untilDue : atMost);
        _waiters.Add(waiter);
        return waiter;
    }

    public void RemoveWaiter(Waiter waiter)
    {
        _waiters.Remove(waiter);
        waiter.Dispose();
    }

    /// <summary>Lets workers that wait look again.</summary>
    public void WakeWaiters()
    {
        foreach (var waiter in _waiters)
        {
            waiter.Wake();
        }
    }
}
