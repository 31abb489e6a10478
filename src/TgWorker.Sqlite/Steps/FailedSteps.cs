using TgWorker.Core.FailedJobs;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>What operators do to failed jobs.</summary>
internal sealed class FailedSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _find = connection.Prepare(sql["failed.find"]);
    private readonly Statement _lane = connection.Prepare(sql["failed.lane"]);
    private readonly Statement _newLane = connection.Prepare(sql["failed.new_lane"]);
    private readonly Statement _putBack = connection.Prepare(sql["failed.put_back"]);
    private readonly Statement _wait = connection.Prepare(sql["failed.wait"]);
    private readonly Statement _setLane = connection.Prepare(sql["failed.set_lane"]);
    private readonly Statement _setReady = connection.Prepare(sql["failed.set_ready"]);
    private readonly Statement _deleteUnread = connection.Prepare(sql["failed.delete_unread"]);
    private readonly Statement _delete = connection.Prepare(sql["failed.delete"]);
    private readonly Statement _stoppedFor = connection.Prepare(sql["failed.stopped_for"]);
    private readonly Statement _goOn = connection.Prepare(sql["failed.go_on"]);
    private readonly Statement _import = connection.Prepare(sql["failed.import"]);
    private readonly Statement _older = connection.Prepare(sql["failed.older"]);
    private readonly Statement _first = connection.Prepare(sql["failed.first"]);

    /// <summary>Puts failed jobs back into a lane, in the given order: before the jobs that have not started, or behind them all.</summary>
    /// <returns>The ids that were put back; the others are no failed jobs any more.</returns>
    public List<string> Retry(Transaction transaction, string key, bool atTail, IReadOnlyList<string> ids)
    {
        var found = new List<(string Id, long Number)>(ids.Count);
        foreach (var id in ids)
        {
            if (_find.Bind(1, id).ReadNumber() is { } number)
            {
                found.Add((id, number));
            }
        }

        if (found.Count > 0)
        {
            var lane = FindOrMake(key);
            PutBack(transaction, ref lane, atTail, found);
            _setLane.Bind(1, lane.Id).Bind(2, lane.Head).Bind(3, lane.Tail).Bind(4, lane.Job).Run();
            foreach (var (id, number) in found)
            {
                Delete(transaction, id, number);
            }

            LetRun(transaction, key);
        }

        return found.ConvertAll(static one => one.Id);
    }

    /// <summary>Deletes a failed job; a lane that stopped for it goes on.</summary>
    public bool Forget(Transaction transaction, string id)
    {
        if (_find.Bind(1, id).ReadNumber() is not { } number)
        {
            return false;
        }

        Delete(transaction, id, number);
        return true;
    }

    /// <summary>Adds a failed job.</summary>
    /// <returns>False when there is one with its id.</returns>
    public bool Import(FailedJob job) => _import
        .Bind(1, job.Id).Bind(2, KeptTime.Microseconds(job.FailedAt)).Bind(3, job.Lane).Bind(4, job.Bot).Bind(5, job.UpdateId)
        .Bind(6, job.Attempts)
        .Bind(7, job.Error).Bind(8, job.Worker).Bind(9, job.Payload.Span).Bind(10, job.Detail).RunAndCount() == 1;

    /// <summary>Deletes the oldest failed jobs that failed before a time (unix µs) and stop no lane, at most so many.</summary>
    /// <returns>How many were deleted.</returns>
    public int Prune(Transaction transaction, long before, int most) => ForgetAll(transaction, Ids(_older.Bind(1, before).Bind(2, most)));

    /// <summary>Deletes failed jobs, at most so many; lanes that stopped for them go on.</summary>
    /// <returns>How many were deleted.</returns>
    public int Flush(Transaction transaction, int most) => ForgetAll(transaction, Ids(_first.Bind(1, most)));

    private Lane FindOrMake(string key)
    {
        if (!_lane.Bind(1, key).Read())
        {
            _newLane.Bind(1, key).Run();
            return new Lane { Id = connection.LastId, Head = 1 };
        }

        var lane = new Lane
        {
            Id = _lane.Number(0),
            Head = _lane.Number(2),
            Tail = _lane.Number(3),
            Job = _lane.NumberOrNull(4),
            HasStarted = _lane.Number(1) != 0 || _lane.Number(7) > 0,
        };
        if (lane.Head > lane.Tail && _lane.IsNull(6))
        {
            (lane.Head, lane.Tail) = (1, 0);
        }

        _lane.Reset();
        return lane;
    }

    private void PutBack(Transaction transaction, ref Lane lane, bool atTail, List<(string Id, long Number)> found)
    {
        var jobs = found.ConvertAll(one => MakeJob(transaction, one.Number));
        if (atTail || lane.Head > lane.Tail)
        {
            var first = lane.Tail + 1;
            lane.Tail += jobs.Count;
            Place(ref lane, first, jobs);
            return;
        }

        lane.Head -= jobs.Count;
        if (lane.HasStarted)
        {
            // A head that is run now or was tried before stays the head.
            Place(ref lane, lane.Head + 1, jobs);
            return;
        }

        _wait.Bind(1, lane.Id).Bind(2, lane.Head + jobs.Count).Bind(3, lane.Job).Run();
        Place(ref lane, lane.Head, jobs);
    }

    private void Place(ref Lane lane, long first, List<long> jobs)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            if (first + i == lane.Head)
            {
                lane.Job = jobs[i];
            }
            else
            {
                _wait.Bind(1, lane.Id).Bind(2, first + i).Bind(3, jobs[i]).Run();
            }
        }
    }

    private long MakeJob(Transaction transaction, long failed)
    {
        _putBack.Bind(1, failed).Bind(2, transaction.Now).Run();
        return connection.LastId;
    }

    private void Delete(Transaction transaction, string id, long number)
    {
        _deleteUnread.Bind(1, number).Run();
        _delete.Bind(1, number).Run();
        transaction.Freed = true;
        if (_stoppedFor.Bind(1, id).ReadNumber() is { } lane)
        {
            _goOn.Bind(1, lane).Bind(2, transaction.Now).Run();
            transaction.MayGive = true;
        }
    }

    /// <summary>A lane that nobody runs and that does not stop is ready; one that waits for its next try goes on waiting.</summary>
    private void LetRun(Transaction transaction, string key)
    {
        _lane.Bind(1, key).Read();
        var (id, isIdle) = (_lane.Number(0), _lane.Number(1) == 0 && _lane.Number(5) == 0 && _lane.IsNull(6));
        _lane.Reset();
        if (isIdle)
        {
            _setReady.Bind(1, id).Bind(2, transaction.Now).Run();
            transaction.MayGive = true;
        }
    }

    private int ForgetAll(Transaction transaction, List<string> ids)
    {
        foreach (var id in ids)
        {
            Forget(transaction, id);
        }

        return ids.Count;
    }

    private static List<string> Ids(Statement statement)
    {
        var ids = new List<string>();
        while (statement.Read())
        {
            ids.Add(statement.Text(0));
        }

        return ids;
    }

    private struct Lane
    {
        public long Id;
        public long Head;
        public long Tail;
        public long? Job;
        public bool HasStarted;
    }
}
