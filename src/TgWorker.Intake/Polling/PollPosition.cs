using TgWorker.Core.Queues;

namespace TgWorker.Intake.Polling;

/// <summary>
/// How far one right to poll has come. Never kept anywhere: Telegram knows what was confirmed, the queue what was pushed.
/// </summary>
internal sealed class PollPosition(PollLease lease, TimeProvider time)
{
    // Within a batch of what the one before has pushed; another series of ids lies further off.
    private const long Comparable = 100_000;
    private static readonly TimeSpan ComparableFor = TimeSpan.FromHours(1);

    private readonly long _began = time.GetTimestamp();
    private bool _mayRepeat = lease.LastUpdateId is not null;

    /// <summary>The first update that was not pushed; null before the first batch.</summary>
    public long? Offset { get; private set; }

    /// <summary>The number of the last batch.</summary>
    public long Batches { get; set; } = lease.Batches;

    /// <summary>Whether Telegram is still to be told which kinds are wanted.</summary>
    public bool TellsKinds { get; set; } = true;

    /// <summary>What nobody has pushed: what the one before had pushed but not confirmed comes once more, in front.</summary>
    public IReadOnlyList<PolledUpdate> Fresh(IReadOnlyList<PolledUpdate> updates)
    {
        _mayRepeat &= time.GetElapsedTime(_began) < ComparableFor;
        if (!_mayRepeat || lease.LastUpdateId is not { } last)
        {
            return updates;
        }

        List<PolledUpdate> fresh = [.. updates.Where(update => update.Id > last || last - update.Id > Comparable)];
        _mayRepeat = fresh.Count == 0;
        return fresh;
    }

    /// <summary>Everything up to an update is on the queue.</summary>
    public void Pushed(long lastId) => Offset = lastId + 1;
}
