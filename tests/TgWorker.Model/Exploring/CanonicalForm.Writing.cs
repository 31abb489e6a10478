using System.Numerics;
using System.Runtime.InteropServices;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <content>From a world to bytes.</content>
internal sealed partial class CanonicalForm
{
    private void WriteWorld(int[] order)
    {
        Array.Clear(_names);
        _named = 0;
        foreach (var p in order)
        {
            Write(_world.Processes[p]);
        }

        _out.Add(_world.Late.Count);
        foreach (var call in _world.Late)
        {
            Write(call);
        }

        WriteWorkers();
        WriteQueue();
    }

    private void Write(Process process)
    {
        _out.Add(Name(process.Name));
        _out.Add(process.AnswerLost);
        foreach (var lane in _lanes)
        {
            Write(process.Held[lane], lane);
        }

        WriteRead(process.Read);
    }

    private void Write(in HeldLane held, int lane)
    {
        if (!held.IsHeld)
        {
            _out.Add(0);
            return;
        }

        // Settled under a token that is gone: whatever it was, it is refused.
        if (IsOver(held, lane))
        {
            _out.Add(1);
            return;
        }

        var isNumbered = IsNumbered(held);
        _out.Add(2 | (IsCurrent(lane, held.Fence) ? 4 : 0) | (held.Runs ? 8 : 0) | (isNumbered ? 16 : 0));
        _out.Add(Job(held.Job));
        _out.Add(Job(held.Following));
        if (isNumbered)
        {
            _out.Add(Number(held.Number, lane));
        }
    }

    private bool IsOver(in HeldLane held, int lane)
        => !_tellsTokens && !IsCurrent(lane, held.Fence) && !held.Runs && held.Job != HeldLane.Unread;

    private static bool IsNumbered(in HeldLane held) => held.Job == HeldLane.Unread || held.Runs || held.Following != HeldLane.Unread;

    private bool IsCurrent(int lane, long fence) => fence != 0 && _world.Queue.Lanes[lane]?.Fence == fence;

    private void WriteRead(int[]? entries)
    {
        if (entries is null)
        {
            _out.Add(Absent);
        }
        else if (!_tellsReads && !IsBeginning(entries, _world.Queue.List))
        {
            _out.Add(Stale);
        }
        else
        {
            Write(entries);
        }
    }

    private static bool IsBeginning(int[] entries, List<int> list)
        => entries.Length <= list.Count && CollectionsMarshal.AsSpan(list)[..entries.Length].SequenceEqual(entries);

    private void Write(Step call)
    {
        switch (call)
        {
            case Step.Claim claim:
                _out.Add(0);
                _out.Add(Name(claim.Worker));
                _out.Add(claim.Slots);
                break;
            case Step.Sort sort:
                _out.Add(1);
                _out.Add(Name(sort.Worker));
                _out.Add(sort.Slots);
                WriteRead(sort.Entries);
                break;
            case Step.Finish finish:
                _out.Add(2);
                _out.Add(Name(finish.Worker));
                _out.Add(finish.TakeNext);
                Write(finish.Runs[0]);
                break;
            case Step.Fail fail:
                _out.Add(3);
                _out.Add(Name(fail.Worker));
                _out.Add(fail.Hold);
                Write(fail.Run);
                break;
            case Step.Park park:
                _out.Add(4);
                _out.Add(Name(park.Worker));
                _out.Add(park.Delay == 0);
                Write(park.Run);
                break;
            case Step.Leave leave:
                _out.Add(5);
                _out.Add(Name(leave.Worker));
                break;
            case Step.Rejoin rejoin:
                _out.Add(6);
                _out.Add(Name(rejoin.Worker));
                _out.Add(Name(rejoin.NewName));
                WriteKnown(rejoin.Known);
                break;
            default:
                throw new NotSupportedException($"{call} is not called late.");
        }
    }

    // A lane that the worker has lost is not kept, whatever it says; which job it runs there is not looked at.
    private void WriteKnown(Run[] known)
    {
        foreach (var lane in _lanes)
        {
            var at = Array.FindIndex(known, run => run.Lane == lane);
            _out.Add(at < 0 || (!_tellsTokens && !IsCurrent(lane, known[at].Fence)) ? 0 : IsCurrent(lane, known[at].Fence) ? 1 : 2);
        }
    }

    private void Write(Run run)
    {
        _out.Add(_places[run.Lane]);
        _out.Add(IsCurrent(run.Lane, run.Fence));
        _out.Add(Job(run.Job));
    }

    // Names that only Redis knows are told apart by what it knows of them.
    private void WriteWorkers()
    {
        var queue = _world.Queue;
        var others = 0;
        for (var name = 0; name < _bounds.Names; name++)
        {
            if (_names[name] == 0 && (queue.Expiry[name] != QueueState.None || queue.Holding[name] != 0 || queue.Sorter == name))
            {
                var at = others++;
                for (; at > 0 && Rank(_others[at - 1]) > Rank(name); at--)
                {
                    _others[at] = _others[at - 1];
                }

                _others[at] = name;
            }
        }

        for (var i = 0; i < others; i++)
        {
            Name(_others[i]);
        }

        _out.Add(_named);
        for (var named = 1; named <= _named; named++)
        {
            _out.Add(Rank(Array.IndexOf(_names, named)));
        }
    }

    private int Rank(int name)
    {
        var queue = _world.Queue;
        var rank = queue.Expiry[name] == QueueState.None ? 0 : queue.IsLive(name) ? 1 : 2;
        rank += queue.Sorter == name ? 3 : 0;
        for (var place = 0; place < _lanes.Length; place++)
        {
            rank += queue.Holds(name, _lanes[place]) ? 6 << place : 0;
        }

        return rank;
    }

    private void WriteQueue()
    {
        var queue = _world.Queue;
        Write(queue.List);
        foreach (var lane in _lanes)
        {
            var state = queue.Lanes[lane];
            if (state is null)
            {
                _out.Add(Absent);
            }
            else
            {
                Write(state.Jobs);
                _out.Add(state.Fence != 0);
                _out.Add(Number(state.Head, lane));
            }

            _out.Add(_tellsTokens && _world.LastFence[lane] != 0);
            _out.Add(queue.Tries[lane] is not null);
            _out.Add(queue.Stopped[lane] is { } id ? Job(id.Uuid) : Absent);
            var due = queue.Ready[lane];
            _out.Add(due == QueueState.None ? 0 : due <= queue.Now ? 1 : 2);
        }

        var failed = 0;
        queue.Failed.ForEach(entry => failed |= 1 << Job(entry.Job));
        var retried = 0;
        for (var job = 0; job < _jobs.Length; job++)
        {
            retried |= IsLeft(job) && (_world.Retried & (1 << job)) != 0 ? 1 << _jobs[job] : 0;
        }

        for (var shift = 0; shift < _jobs.Length; shift += 8)
        {
            _out.Add((failed >> shift) & 255);
            _out.Add((retried >> shift) & 255);
        }

        _out.Add(_world.Done + _world.Pushed.Sum() - BitOperations.PopCount((uint)_left));
    }

    private int Job(int job) => job < 0 ? Absent : _jobs[job];

    private int Number(long number, int lane) => (int)Math.Clamp(number - _shifts[lane], -120, 120) + 121;

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

    private void Write(IReadOnlyList<int> jobs)
    {
        _out.Add(jobs.Count);
        for (var i = 0; i < jobs.Count; i++)
        {
            _out.Add(Job(jobs[i]));
        }
    }
}
