using System.Diagnostics;

namespace TgWorker.Proof.Histories;

/// <summary>
/// The store of the tests' own: everything that happened, by one clock, in memory and, if wanted, in an append-only file.
/// Nothing in it comes from the worker but what its requests say.
/// </summary>
public sealed class History : IDisposable
{
    private readonly long origin = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private readonly List<Push> pushes = [];
    private readonly List<Run> runs = [];
    private readonly List<Death> deaths = [];
    private readonly HashSet<(string, long)> pushed = [];
    private readonly HashSet<(string, long)> accepted = [];
    private readonly HistoryFile? file;

    /// <param name="path">The file to append to; null keeps none.</param>
    public History(string? path = null) => file = path is null ? null : new HistoryFile(path);

    /// <summary>The time now.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(origin);

    /// <summary>How many updates have an accepted run.</summary>
    public int Handled
    {
        get
        {
            lock (gate)
            {
                return accepted.Count;
            }
        }
    }

    /// <summary>How many runs there were.</summary>
    public int Starts
    {
        get
        {
            lock (gate)
            {
                return runs.Count;
            }
        }
    }

    /// <summary>Notes an update before it is put on the queue. A second time it is a duplicate and changes nothing.</summary>
    public void Push(string lane, long updateId)
    {
        lock (gate)
        {
            if (pushed.Add((lane, updateId)))
            {
                pushes.Add(new Push(lane, updateId, Now));
                file?.Write(pushes[^1]);
            }
        }
    }

    /// <summary>Notes a start.</summary>
    /// <returns>The run's number, for <see cref="End"/>.</returns>
    public int Start(string lane, long updateId, long fence, int attempt, string sender)
    {
        lock (gate)
        {
            runs.Add(new Run { Lane = lane, UpdateId = updateId, Fence = fence, Attempt = attempt, Sender = sender, Started = Now });
            return runs.Count - 1;
        }
    }

    /// <summary>Notes a run's end; only its first one counts.</summary>
    public void End(int number, RunEnding ending)
    {
        lock (gate)
        {
            var run = runs[number];
            if (run.Ending != RunEnding.Running)
            {
                return;
            }

            runs[number] = run with { Ended = Now, Ending = ending };
            file?.Write(runs[number]);
            if (ending == RunEnding.Accepted)
            {
                accepted.Add((run.Lane, run.UpdateId));
            }
        }
    }

    /// <summary>Notes that a process was killed.</summary>
    public void Die(string sender)
    {
        lock (gate)
        {
            deaths.Add(new Death(sender, Now));
            file?.Write(deaths[^1]);
        }
    }

    /// <summary>What has happened so far.</summary>
    public Chronicle Read()
    {
        lock (gate)
        {
            return new Chronicle([.. pushes], [.. runs], [.. deaths]);
        }
    }

    /// <inheritdoc />
    public void Dispose() => file?.Dispose();
}
