using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>
/// A world as bytes, without what does not matter, so that worlds that behave alike are the same bytes; and back.
/// <list type="bullet">
/// <item>Processes, worker names and lanes are interchangeable: of all ways to number them the one counts whose bytes are the least.</item>
/// <item>A token is that of its lane now, or one that it will never have again. A lane is due or is not.</item>
/// <item>Updates that are done with are counted; those left are numbered again, in their order.</item>
/// <item>Of a job's tries only whether there were any; of its number only how far it is from the head's, where somebody may read it.</item>
/// <item>Entries that were read off the list either still are its beginning, or will never be again.</item>
/// </list>
/// The last four lean on the guards, and are not done where one that matters is left out.
/// </summary>
/// <remarks>
/// Which of the lanes that are due is granted first is left open: a world with several of them is looked at with the lanes in every order.
/// </remarks>
internal sealed partial class CanonicalForm
{
    private const int Absent = 255;
    private const int Stale = 254;

    private readonly Bounds _bounds;
    private readonly bool _tellsTokens;
    private readonly bool _tellsReads;
    private readonly int[][] _processOrders;
    private readonly int[][] _laneOrders;
    private readonly FormWriter[] _forms;
    private readonly int[] _names;
    private readonly int[] _jobs;
    private readonly int[] _places;
    private readonly int[] _others;
    private readonly long[] _shifts;
    private int[] _lanes;
    private FormWriter _out;
    private FormWriter _spare = new();
    private World _world;
    private int _named;
    private int _left;

    public CanonicalForm(Bounds bounds, Guard missing)
    {
        _bounds = bounds;
        _tellsTokens = missing.HasFlag(Guard.Fence) || missing.HasFlag(Guard.FenceGrows);
        _tellsReads = missing.HasFlag(Guard.ListUnchanged);
        _processOrders = [.. Orders([.. Enumerable.Range(0, bounds.Processes)])];
        _laneOrders = [.. Orders([.. Enumerable.Range(0, bounds.Lanes)])];
        _forms = [.. _laneOrders.Select(_ => new FormWriter())];
        _names = new int[bounds.Names];
        _jobs = new int[bounds.Lanes * bounds.Updates];
        _places = new int[bounds.Lanes];
        _others = new int[bounds.Names];
        _shifts = new long[bounds.Lanes];
        _lanes = _laneOrders[0];
        _out = _forms[0];
        _world = new World(bounds);
    }

    /// <summary>One of the forms of the world written last.</summary>
    public ReadOnlySpan<byte> this[int form] => _forms[form].Written;

    /// <summary>Writes a world.</summary>
    /// <returns>How many forms it has: one, or several that are not the same and may all come of it.</returns>
    public int Write(World world)
    {
        _world = world;
        _left = JobsLeft();
        ShiftNumbers();
        var isOpen = AreSeveralDue(world.Queue);
        for (var i = 0; i < _laneOrders.Length; i++)
        {
            _lanes = _laneOrders[i];
            NumberJobs();
            WriteLeast(ref _forms[i]);
            if (!isOpen && i > 0 && _forms[i].Written.SequenceCompareTo(_forms[0].Written) < 0)
            {
                (_forms[0], _forms[i]) = (_forms[i], _forms[0]);
            }
        }

        return isOpen ? _laneOrders.Length : 1;
    }

    private void WriteLeast(ref FormWriter least)
    {
        for (var i = 0; i < _processOrders.Length; i++)
        {
            _out = i == 0 ? least : _spare;
            _out.Clear();
            WriteWorld(_processOrders[i]);
            if (i > 0 && _spare.Written.SequenceCompareTo(least.Written) < 0)
            {
                (least, _spare) = (_spare, least);
            }
        }
    }

    private static bool AreSeveralDue(QueueState queue)
    {
        var due = 0;
        foreach (var at in queue.Ready)
        {
            due += at != QueueState.None && at <= queue.Now ? 1 : 0;
        }

        return due > 1;
    }

    // Numbers count from the head of their lane, unless somebody who lost the lane remembers one: a lane that ends and
    // begins again begins with 1.
    private void ShiftNumbers()
    {
        for (var lane = 0; lane < _shifts.Length; lane++)
        {
            var isLost = false;
            foreach (var process in _world.Processes)
            {
                var held = process.Held[lane];
                isLost |= held.IsHeld && !IsCurrent(lane, held.Fence) && !IsOver(held, lane) && IsNumbered(held);
            }

            _shifts[lane] = isLost ? 0 : (_world.Queue.Lanes[lane]?.Head ?? 1) - 1;
        }
    }

    private int JobsLeft()
    {
        var left = 0;
        _world.Queue.List.ForEach(job => left |= 1 << job);
        _world.Queue.Failed.ForEach(failed => left |= 1 << failed.Job);
        foreach (var lane in _world.Queue.Lanes)
        {
            foreach (var job in lane?.Jobs ?? [])
            {
                left |= 1 << job;
            }
        }

        return left;
    }

    // What is done with has the last number of its lane: as one update is done with, nothing else comes to that number.
    private void NumberJobs()
    {
        for (var place = 0; place < _lanes.Length; place++)
        {
            var (lane, number) = (_lanes[place], place * _bounds.Updates);
            _places[lane] = place;
            for (var job = lane * _bounds.Updates; job < (lane + 1) * _bounds.Updates; job++)
            {
                _jobs[job] = IsLeft(job) ? number++ : ((place + 1) * _bounds.Updates) - 1;
            }
        }
    }

    private bool IsLeft(int job) => (_left & (1 << job)) != 0;

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((first, i) => Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (int[])[first, .. rest]));
}
