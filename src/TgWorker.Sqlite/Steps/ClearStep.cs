using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Deletes jobs that nobody runs, so many at a time.</summary>
internal sealed class ClearStep(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _entries = connection.Prepare(sql["operate.entries"]);
    private readonly Statement _takeEntries = connection.Prepare(sql["operate.take_entries"]);
    private readonly Statement _deleteJob = connection.Prepare(sql["operate.delete_job"]);
    private readonly Statement _lane = connection.Prepare(sql["operate.lane"]);
    private readonly Statement _last = connection.Prepare(sql["operate.last"]);
    private readonly Statement _cut = connection.Prepare(sql["operate.cut"]);
    private readonly Statement _setTail = connection.Prepare(sql["operate.set_tail"]);
    private readonly Statement _clear = connection.Prepare(sql["operate.clear"]);

    /// <summary>Deletes the first entries of the list.</summary>
    /// <returns>How many there were.</returns>
    public int ClearList(Transaction transaction, int most)
    {
        var jobs = new List<long>();
        var last = 0L;
        _entries.Bind(1, most);
        while (_entries.Read())
        {
            last = _entries.Number(0);
            jobs.Add(_entries.Number(1));
        }

        if (jobs.Count > 0)
        {
            _takeEntries.Bind(1, last).Run();
            Delete(transaction, jobs);
        }

        return jobs.Count;
    }

    /// <summary>
    /// Deletes the last jobs of a lane. The head goes last of all, and stays while it is run; a lane that is stopped stays so.
    /// </summary>
    /// <returns>How many there were.</returns>
    public int ClearLane(Transaction transaction, long lane, int most)
    {
        if (!_lane.Bind(1, lane).Read())
        {
            return 0;
        }

        var (isRun, head, tail, job) = (_lane.Number(0) != 0, _lane.Number(1), _lane.Number(2), _lane.NumberOrNull(3));
        _lane.Reset();
        var jobs = Cut(lane, Math.Min(most, tail - head));
        if (!isRun && job is { } first && jobs.Count == tail - head && jobs.Count < most)
        {
            jobs.Add(first);
            _clear.Bind(1, lane).Run();
        }
        else if (jobs.Count > 0)
        {
            _setTail.Bind(1, lane).Bind(2, tail - jobs.Count).Run();
        }

        Delete(transaction, jobs);
        return jobs.Count;
    }

    private List<long> Cut(long lane, long most)
    {
        var jobs = new List<long>();
        var first = 0L;
        _last.Bind(1, lane).Bind(2, most);
        while (_last.Read())
        {
            first = _last.Number(0);
            jobs.Add(_last.Number(1));
        }

        if (jobs.Count > 0)
        {
            _cut.Bind(1, lane).Bind(2, first).Run();
        }

        return jobs;
    }

    private void Delete(Transaction transaction, List<long> jobs)
    {
        foreach (var job in jobs)
        {
            _deleteJob.Bind(1, job).Run();
        }

        transaction.Freed |= jobs.Count > 0;
    }
}
