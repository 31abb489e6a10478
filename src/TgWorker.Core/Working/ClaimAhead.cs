namespace TgWorker.Core.Working;

/// <summary>
/// How many lanes to claim beyond the free slots. A claim takes a round trip and costs the queue the more for each update the fewer it
/// brings; where handlers are so quick that dozens of updates are worked off meanwhile, what the slots alone have room for is too few.
/// </summary>
internal sealed class ClaimAhead(QueueWork work, TimeProvider time)
{
    /// <summary>Fewer are not worth it: handlers that take their time have their lanes claimed when there is a slot.</summary>
    public const int Fewest = 16;

    // What is claimed ahead is worked off within this time, so that it is never worth another worker's while.
    private const double Milliseconds = 5;

    private const int PerSlot = 4;
    private const int Most = 512;

    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(20);

    private long _since = time.GetTimestamp();
    private long _finished = work.Finished;
    private int _allowed;

    /// <summary>How many may be held beyond the free slots at this moment. Called by one at a time.</summary>
    public int Allowed()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_since, now);
        if (elapsed >= Sample)
        {
            var finished = work.Finished;
            _allowed = work.MayClaimAhead ? For((finished - _finished) / elapsed.TotalMilliseconds, work.Slots.Most) : 0;
            (_since, _finished) = (now, finished);
        }

        return _allowed;
    }

    /// <summary>
    /// How few are left of so many when the next claim is due: while it is on its way, the rest is worked off. Negative where none may be
    /// held.
    /// </summary>
    public static int LowWith(int allowed) => allowed - Math.Max(allowed / 2, Fewest);

    /// <summary>How many for so many updates a millisecond, with so many slots.</summary>
    public static int For(double perMillisecond, int slots)
    {
        var ahead = (int)Math.Min(perMillisecond * Milliseconds, Math.Min(PerSlot * slots, Most));
        return ahead < Fewest ? 0 : ahead;
    }
}
