using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>
/// What makes two worlds the same. Processes and worker names are interchangeable, tokens and times count only by their
/// order, and how often a job was tried only by whether it was.
/// </summary>
internal sealed class CanonicalForm
{
    private readonly Bounds _bounds;
    private readonly int[][] _orders;
    private readonly int[] _names;
    private readonly List<byte> _bytes = [];
    private readonly List<byte> _least = [];
    private readonly List<long>[] _fences;
    private readonly List<(bool IsLive, int Holding, bool Routes, int Name)> _others = [];
    private int _named;

    public CanonicalForm(Bounds bounds)
    {
        _bounds = bounds;
        _orders = [.. Orders([.. Enumerable.Range(0, bounds.Processes)])];
        _names = new int[bounds.Names];
        _fences = [.. Enumerable.Range(0, bounds.Lanes).Select(_ => new List<long>())];
    }

    /// <summary>A fingerprint: the first half of a SHA-256 over the canonical form.</summary>
    public UInt128 Of(World world)
    {
        RankFences(world);
        _least.Clear();
        foreach (var order in _orders)
        {
            Write(world, order);
            if (_least.Count == 0 || CollectionsMarshal.AsSpan(_bytes).SequenceCompareTo(
                CollectionsMarshal.AsSpan(_least)) < 0)
            {
                _least.Clear();
                _least.AddRange(_bytes);
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(CollectionsMarshal.AsSpan(_least), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Write(World world, int[] order)
    {
        _bytes.Clear();
        Array.Fill(_names, 0);
        _named = 0;
        foreach (var p in order)
        {
            Write(world, world.Processes[p]);
        }

        Add(world.Late.Count);
        foreach (var call in world.Late)
        {
            Write(call);
        }

        WriteWorkers(world.Queue);
        WriteQueue(world);
    }

    private void Write(World world, Process process)
    {
        Add(Name(process.Name));
        Add(process.AnswerLost ? 1 : 0);
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            var held = process.Held[lane];
            Add(Rank(lane, held.Fence));
            Add(held.Job + 1);
            Add(held.Runs ? 1 : 0);
            Add(held.Following + 1);

            // A number counts by how far the head is from it, and only until the job and the one that follows are read.
            var distance = held.IsHeld ? held.Number - (world.Queue.Lanes[lane]?.Head ?? held.Number) : 0;
            Add((int)Math.Clamp(distance, -100, 100) + 100);
        }

        Write(process.Read ?? [255]);
    }

    private void Write(Step call)
    {
        Add(call.GetType().Name[0] + call.GetType().Name[2]);
        foreach (var name in NamesIn.Call(call))
        {
            Add(Name(name));
        }

        switch (call)
        {
            case Step.Claim claim:
                Add(claim.Slots);
                break;
            case Step.Route route:
                Add(route.Slots);
                Write(route.Entries);
                break;
            case Step.Finish finish:
                Add(finish.TakeNext ? 1 : 0);
                break;
            case Step.Fail fail:
                Add(fail.Hold ? 1 : 0);
                break;
            case Step.Park park:
                Add(park.Delay == 0 ? 1 : 0);
                break;
        }

        foreach (var run in RunsIn(call))
        {
            Add(run.Lane + 1);
            Add(Rank(run.Lane, run.Fence));
            Add(run.Job + 1);
        }
    }

    // Names that only Redis knows are told apart by what it knows of them.
    private void WriteWorkers(QueueState queue)
    {
        _others.Clear();
        for (var name = 0; name < _bounds.Names; name++)
        {
            if (_names[name] == 0 && (queue.Expiry[name] != QueueState.None || queue.Holding[name] != 0 || queue.Router == name))
            {
                _others.Add((queue.IsLive(name), queue.Holding[name], queue.Router == name, name));
            }
        }

        _others.Sort();
        foreach (var (_, _, _, name) in _others)
        {
            Name(name);
        }

        for (var named = 1; named <= _named; named++)
        {
            var name = Array.IndexOf(_names, named);
            Add(queue.Expiry[name] == QueueState.None ? 0 : queue.IsLive(name) ? 1 : 2);
            Add(queue.Holding[name]);
            Add(queue.Router == name ? 1 : 0);
        }
    }

    private void WriteQueue(World world)
    {
        var queue = world.Queue;
        Write(queue.List);
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            var state = queue.Lanes[lane];
            Add(state is null ? 255 : Rank(lane, state.Fence));
            Write(state?.Jobs ?? []);
            Add(Rank(lane, world.LastFence[lane]));
            Add(queue.Tries[lane] is null ? 0 : 1);
            Add(queue.Stopped[lane] is { } id ? id.Uuid + 1 : 0);
            var due = queue.Ready[lane];
            Add(due == QueueState.None ? 0 : due <= queue.Now ? 1 : 2);
            Add(due == QueueState.None ? 0 : TurnOf(queue, lane));
        }

        Write([.. queue.Failed.Select(failed => failed.Job).Order()]);
        Write([.. queue.Gone.Order()]);
        Add(world.Retried & 255);
        Add(world.Retried >> 8);
    }

    private static int TurnOf(QueueState queue, int lane)
    {
        var turn = 0;
        for (var other = 0; other < queue.Ready.Length; other++)
        {
            turn += queue.Ready[other] != QueueState.None && (queue.Ready[other], other).CompareTo((queue.Ready[lane], lane)) < 0 ? 1 : 0;
        }

        return turn;
    }

    private void RankFences(World world)
    {
        for (var lane = 0; lane < _bounds.Lanes; lane++)
        {
            var fences = _fences[lane];
            fences.Clear();
            Insert(fences, 0);
            Insert(fences, world.Queue.Lanes[lane]?.Fence ?? 0);
            Insert(fences, world.LastFence[lane]);
            foreach (var process in world.Processes)
            {
                Insert(fences, process.Held[lane].Fence);
            }

            foreach (var call in world.Late)
            {
                foreach (var run in RunsIn(call))
                {
                    Insert(fences, run.Lane == lane ? run.Fence : 0);
                }
            }
        }
    }

    private static void Insert(List<long> sorted, long fence)
    {
        if (sorted.BinarySearch(fence) is < 0 and var place)
        {
            sorted.Insert(~place, fence);
        }
    }

    private int Rank(int lane, long fence) => _fences[lane].IndexOf(fence);

    private static IReadOnlyList<Run> RunsIn(Step call) => call is Step.Rejoin rejoin ? rejoin.Known : Settlements.Of(call);

    private int Name(int name)
    {
        if (name < 0)
        {
            return 0;
        }

        if (_names[name] == 0)
        {
            _names[name] = ++_named;
        }

        return _names[name];
    }

    private void Write(IReadOnlyList<int> items)
    {
        Add(items.Count);
        foreach (var item in items)
        {
            Add(item);
        }
    }

    private void Add(int value) => _bytes.Add((byte)value);

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((first, i) => Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (int[])[first, .. rest]));
}
