using System.Diagnostics;

namespace TgWorker.Proof.Histories;

/// <summary>
/// The store of the tests' own: everything that happened, by one clock, in memory and, if wanted, in an append-only file.
/// Nothing in it comes from the worker but what its requests say.
/// </summary>
public sealed class History : IDisposable
{
    private readonly long _origin = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<Push> _pushes = [];
    private readonly List<Run> _runs = [];
    private readonly List<Death> _deaths = [];
    private readonly HashSet<(string, long)> _pushed = [];
    private readonly HashSet<(string, long)> _accepted = [];
    private readonly HistoryFile? _file;

    /// <param name="path">The file to append to; null keeps none.</param>
    public History(string? path = null) => _file = path is null ? null : new HistoryFile(path);

    /// <summary>The time now.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_origin);

    /// <summary>How many updates have an accepted run.</summary>
    public int Handled
    {
        get
        {
            lock (_gate)
            {
                return _accepted.Count;
            }
        }
    }

    /// <summary>How many runs there were.</summary>
    public int Starts
    {
        get
        {
            lock (_gate)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>Notes an update before it is put on the queue. A second time it is a duplicate and changes nothing.</summary>
    public void Push(string lane, long updateId)
    {
        lock (_gate)
        {
            if (_pushed.Add((lane, updateId)))
            {
                _pushes.Add(new Push(lane, updateId, Now));
                _file?.Write(_pushes[^1]);
            }
        }
    }

    /// <summary>Notes a start.</summary>
    /// <returns>The run's number, for <see cref="End"/>.</returns>
    public int Start(string lane, long updateId, long fence, int attempt, string sender)
    {
        lock (_gate)
        {
            _runs.Add(new Run { Lane = lane, UpdateId = updateId, Fence = fence, Attempt = attempt, Sender = sender, Started = Now });
            return _runs.Count - 1;
        }
    }

    /// <summary>Notes a run's end; only its first one counts.</summary>
    public void End(int number, RunEnding ending)
    {
        lock (_gate)
        {
            var run = _runs[number];
            if (run.Ending != RunEnding.Running)
            {
                return;
            }

            _runs[number] = run with { Ended = Now, Ending = ending };
            _file?.Write(_runs[number]);
            if (ending == RunEnding.Accepted)
            {
                _accepted.Add((run.Lane, run.UpdateId));
            }
        }
    }

    /// <summary>Notes that a process was killed.</summary>
    public void Die(string sender)
    {
        lock (_gate)
        {
            _deaths.Add(new Death(sender, Now));
            _file?.Write(_deaths[^1]);
        }
    }

    /// <summary>What has happened so far.</summary>
    public Chronicle Read()
    {
        lock (_gate)
        {
            return new Chronicle([.. _pushes], [.. _runs], [.. _deaths]);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();
}
