namespace TgWorker.Core.Working;

/// <summary>Works out how many slots each queue is to have.</summary>
internal static class SlotShares
{
    /// <summary>Equal shares; the first queues get what is left over.</summary>
    public static int[] Even(int slots, int queues, BalanceOptions options) =>
        [.. Enumerable.Range(0, queues).Select(i => Clamp((slots / queues) + (i < slots % queues ? 1 : 0), slots, queues, options))];

    /// <summary>One step from the current shares towards those that the loads call for.</summary>
    /// <param name="current">The shares so far.</param>
    /// <param name="loads">How much waits in each queue, in any one unit.</param>
    /// <param name="slots">All slots.</param>
    /// <param name="options">Least, most and the longest step.</param>
    public static int[] Next(IReadOnlyList<int> current, IReadOnlyList<double> loads, int slots, BalanceOptions options)
    {
        var total = loads.Sum();
        var even = Even(slots, current.Count, options);
        var wanted = loads.Select(
            (load, i) => total > 0 ? Clamp((int)Math.Ceiling(load / total * slots), slots, current.Count, options) : even[i]).ToArray();
        var next = current.Select((share, i) => Math.Max(Math.Min(share, wanted[i]), share - options.MaxShift)).ToArray();

        // What the others gave up goes to those with the most to do.
        var room = slots - next.Sum();
        foreach (var i in Enumerable.Range(0, next.Length).OrderByDescending(i => loads[i]))
        {
            var gain = Math.Clamp(Math.Min(wanted[i] - next[i], options.MaxShift), 0, Math.Max(room, 0));
            next[i] += gain;
            room -= gain;
        }

        return next;
    }

    // Every other queue keeps its least.
    private static int Clamp(int share, int slots, int queues, BalanceOptions options)
    {
        var most = Math.Min(options.Max > 0 ? options.Max : slots, slots - ((queues - 1) * options.Min));
        return Math.Clamp(share, Math.Min(options.Min, most), Math.Max(most, 1));
    }
}
