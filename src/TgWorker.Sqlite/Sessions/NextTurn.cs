using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sessions;

/// <summary>When a claim may have something to give.</summary>
internal static class NextTurn
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// How long it is until then; zero or less when it is now, or when the worker's lease has lapsed and it must be told.
    /// </summary>
    public static TimeSpan Until(IQueueStore store, long worker) => store.Read(reads =>
    {
        var next = reads["look.next_turn"].Bind(1, worker);
        next.Read();
        var (hasEntries, ready, until, timer) = (next.Number(0) != 0, next.NumberOrNull(1), next.NumberOrNull(2), next.NumberOrNull(3));
        next.Reset();
        ready = timer is { } goesOff && !(ready < goesOff) ? goesOff : ready;
        var now = store.Clock.Now;
        return hasEntries || until is null || until <= now
            ? TimeSpan.Zero
            : ready is { } due && due - now < Longest.TotalMicroseconds ? TimeSpan.FromMicroseconds(due - now) : Longest;
    });
}
