using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Sessions;

/// <summary>Grants lanes that are ready; while there is room for more, sorts the list.</summary>
internal static class Claiming
{
    // Other workers wait meanwhile.
    private const int MostEntries = 1_000;
    private const int FewestEntries = 4;

    public static ClaimAnswer Claim(QueueSteps steps, long worker, int slots, int suspects, EntriesAhead ahead)
    {
        var transaction = steps.Transaction;
        if (!steps.Leases.Holds(transaction, worker))
        {
            return default;
        }

        var granted = new List<Grant>();
        var skipped = steps.Timers.Fire(transaction);
        var moreBack = steps.Pauses.GiveBack(transaction, Math.Max(slots / 2, 1));
        steps.Granting.Grant(transaction, worker, slots, suspects, granted);
        List<(string Id, long Bytes)>? givenUp = null;
        var (sorted, duplicates, isEmpty) = (0, 0, false);
        for (var most = FewestEntries; granted.Count < slots && sorted < MostEntries && !isEmpty; most *= 2)
        {
            var room = slots - granted.Count;
            var (more, dropped, empty) =
                steps.Sorting.Sort(transaction, worker, Math.Min(Math.Max(most, room), MostEntries), room, granted, ahead);
            (sorted, duplicates, isEmpty) = (sorted + more, duplicates + dropped, empty);
            if (steps.Sorting.GivenUp.Count > 0)
            {
                (givenUp ??= []).AddRange(steps.Sorting.GivenUp);
            }
        }

        return new ClaimAnswer(granted, sorted, duplicates, granted.Count < slots && isEmpty && !moreBack && !steps.Granting.MayBeMore)
        {
            SkippedTimers = skipped,
            UnreadableTimers = [.. steps.Timers.Unreadable],
            GivenUp = givenUp,
        };
    }
}
