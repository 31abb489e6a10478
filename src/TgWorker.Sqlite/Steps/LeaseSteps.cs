using TgWorker.Core.Queues;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>How workers come and go.</summary>
internal sealed class LeaseSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _holds = connection.Prepare(sql["lease.holds"]);
    private readonly Statement _join = connection.Prepare(sql["lease.join"]);
    private readonly Statement _renew = connection.Prepare(sql["lease.renew"]);
    private readonly Statement _load = connection.Prepare(sql["lease.load"]);
    private readonly Statement _wishes = connection.Prepare(sql["lease.wishes"]);
    private readonly Statement _noteTime = connection.Prepare(sql["turn.note_time"]);
    private readonly Statement _cancelled = connection.Prepare(sql["lease.cancelled"]);
    private readonly Statement _forgetCancelled = connection.Prepare(sql["lease.forget_cancelled"]);
    private readonly Statement _lapsed = connection.Prepare(sql["lease.lapsed"]);
    private readonly Statement _bury = connection.Prepare(sql["lease.bury"]);
    private readonly Statement _recover = connection.Prepare(sql["lease.recover"]);
    private readonly Statement _leave = connection.Prepare(sql["lease.leave"]);
    private readonly Statement _setFree = connection.Prepare(sql["lease.set_free"]);

    /// <summary>Whether a worker's lease holds. Without it nothing of its is written.</summary>
    public bool Holds(Transaction transaction, long worker) => _holds.Bind(1, worker).Bind(2, transaction.Now).Exists();

    /// <summary>Takes a worker in.</summary>
    /// <returns>Its number; null when its name is taken.</returns>
    public long? Join(Transaction transaction, WorkerCard card)
    {
        var joined = _join
            .Bind(1, card.Name).Bind(2, transaction.Now + card.Lease).Bind(3, card.Lease).Bind(4, card.Host).Bind(5, card.Process)
            .Bind(6, card.Version).Bind(7, card.Started).RunAndCount() == 1;
        return joined ? connection.LastId : null;
    }

    /// <summary>Lengthens a lease.</summary>
    /// <returns>False when it has lapsed.</returns>
    public bool Renew(Transaction transaction, long worker, long lease)
    {
        if (_renew.Bind(1, worker).Bind(2, transaction.Now + lease).Bind(3, transaction.Now).RunAndCount() == 0)
        {
            return false;
        }

        _noteTime.Bind(1, transaction.Now).Run();
        return true;
    }

    /// <summary>Notes what a worker says it has to do.</summary>
    public void Note(long worker, int running, int slots, long finished, long failed, double rate) =>
        _load.Bind(1, worker).Bind(2, running).Bind(3, slots).Bind(4, finished).Bind(5, failed).Bind(6, rate).Run();

    /// <summary>What an operator wants: whether the queue is paused, and how often a restart was asked for.</summary>
    public (bool Paused, long Restarts) ReadWishes()
    {
        _wishes.Read();
        var wishes = (_wishes.Number(0) != 0, _wishes.Number(1));
        _wishes.Reset();
        return wishes;
    }

    /// <summary>
    /// The runs of a worker that an operator cancelled, at every renewal until they have ended. What is noted of those that have is
    /// forgotten.
    /// </summary>
    public List<CancelledRun> Cancelled(long worker)
    {
        var (cancelled, ended) = (new List<CancelledRun>(), new List<long>());
        for (_cancelled.Bind(1, worker); _cancelled.Read();)
        {
            if (_cancelled.IsNull(1))
            {
                ended.Add(_cancelled.Number(0));
            }
            else if (_cancelled.Number(4) != 0)
            {
                cancelled.Add(new CancelledRun(_cancelled.Text(1), _cancelled.Number(2), _cancelled.Text(3)));
            }
        }

        ended.ForEach(lane => _forgetCancelled.Bind(1, lane).Run());
        return cancelled;
    }

    /// <summary>The workers whose lease has lapsed.</summary>
    public List<(long Worker, string Name)> Lapsed(Transaction transaction)
    {
        var lapsed = new List<(long, string)>();
        _lapsed.Bind(1, transaction.Now);
        while (_lapsed.Read())
        {
            lapsed.Add((_lapsed.Number(0), _lapsed.Text(1)));
        }

        return lapsed;
    }

    /// <summary>Sets the lanes of a worker free whose lease has lapsed.</summary>
    /// <returns>How many there were.</returns>
    public int Recover(Transaction transaction, long worker)
    {
        if (_bury.Bind(1, worker).Bind(2, transaction.Now).RunAndCount() == 0)
        {
            return 0;
        }

        return Freed(transaction, _recover.Bind(1, worker).RunAndCount());
    }

    /// <summary>Sets the lanes of all workers free whose lease has lapsed.</summary>
    public void RecoverLapsed(Transaction transaction)
    {
        foreach (var (worker, _) in Lapsed(transaction))
        {
            Recover(transaction, worker);
        }
    }

    /// <summary>Ends a worker: what it holds goes to the front. Not a lapse, so none is counted.</summary>
    /// <returns>How many lanes it held.</returns>
    public int Leave(Transaction transaction, long worker) => _leave.Bind(1, worker).RunAndCount() == 0
        ? 0
        : Freed(transaction, _setFree.Bind(1, worker).RunAndCount());

    private static int Freed(Transaction transaction, int lanes)
    {
        transaction.MayGive |= lanes > 0;
        return lanes;
    }
}
