using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>How deliveries end. The caller has asked whether the worker's lease holds.</summary>
internal sealed class SettleSteps(RawConnection connection, SqlTexts sql, GrantStep grants, BotPauses pauses)
{
    private readonly Statement _held = connection.Prepare(sql["settle.held"]);
    private readonly Statement _deleteJob = connection.Prepare(sql["settle.delete_job"]);
    private readonly Statement _next = connection.Prepare(sql["settle.next"]);
    private readonly Statement _takeNext = connection.Prepare(sql["settle.take_next"]);
    private readonly Statement _goOn = connection.Prepare(sql["settle.go_on"]);
    private readonly Statement _letGo = connection.Prepare(sql["settle.let_go"]);
    private readonly Statement _letGoEmpty = connection.Prepare(sql["settle.let_go_empty"]);
    private readonly Statement _failedId = connection.Prepare(sql["settle.failed_id"]);
    private readonly Statement _keepFailed = connection.Prepare(sql["settle.keep_failed"]);
    private readonly Statement _park = connection.Prepare(sql["settle.park"]);
    private readonly Statement _noteFailures = connection.Prepare(sql["settle.note_failures"]);

    /// <summary>Finishes a head, and grants the next one if it is asked for.</summary>
    public SettleAnswer Finish(Transaction transaction, HeldHead held, bool takeNext)
    {
        if (Find(held) is not var (head, tail, job, isPaused))
        {
            return default;
        }

        _deleteJob.Bind(1, job).Run();
        transaction.Freed = true;
        return Advance(transaction, held, head, tail, takeNext && !isPaused);
    }

    /// <summary>Gives a head up: it becomes a failed job, and its lane goes on, or stops for it.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="held">What is given up.</param>
    /// <param name="failed">All but its id, which is taken from it where it is free, and its payload.</param>
    /// <param name="stop">Whether the lane stops.</param>
    /// <param name="takeNext">Whether the next job is asked for.</param>
    public SettleAnswer Fail(Transaction transaction, HeldHead held, FailedJob failed, bool stop, bool takeNext)
    {
        if (Find(held) is not var (head, tail, job, isPaused))
        {
            return default;
        }

        var id = FreeId(failed.Id, held.Fence);
        _keepFailed
            .Bind(1, job).Bind(2, id).Bind(3, KeptTime.Microseconds(failed.FailedAt)).Bind(4, failed.Lane).Bind(5, failed.Bot)
                .Bind(6, failed.UpdateId)
            .Bind(7, failed.Attempts).Bind(8, failed.Error).Bind(9, failed.Worker).Bind(10, failed.Detail).Run();
        _deleteJob.Bind(1, job).Run();
        if (!stop)
        {
            return Advance(transaction, held, head, tail, takeNext && !isPaused);
        }

        LetGo(held.Lane, ready: null, id, TakeNext(held.Lane, head, tail));
        return new SettleAnswer(true);
    }

    /// <summary>Lets go of a lane whose head stays.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="held">What is let go of.</param>
    /// <param name="delay">How long it waits, in µs; 0 puts it before all lanes that are ready.</param>
    /// <param name="failures">Its failed tries.</param>
    public bool Park(Transaction transaction, HeldHead held, long delay, int failures)
    {
        if (Find(held) is null)
        {
            return false;
        }

        _park.Bind(1, held.Lane).Bind(2, delay == 0 ? 0 : transaction.Now + delay).Bind(3, failures).Run();
        transaction.MayGive = true;
        return true;
    }

    /// <summary>Notes the failed tries of a head that stays with its worker.</summary>
    public bool NoteFailures(HeldHead held, int failures) =>
        Find(held) is not null && _noteFailures.Bind(1, held.Lane).Bind(2, failures).RunAndCount() == 1;

    private (long Head, long Tail, long Job, bool IsPaused)? Find(HeldHead held)
    {
        if (!_held.Bind(1, held.Lane).Bind(2, held.Fence).Bind(3, held.Worker).Read())
        {
            return null;
        }

        var found = (_held.Number(0), _held.Number(1), _held.Number(2), _held.Number(3) != 0);
        _held.Reset();
        return found;
    }

    private SettleAnswer Advance(Transaction transaction, HeldHead held, long head, long tail, bool takeNext)
    {
        if (TakeNext(held.Lane, head, tail) is not { } job)
        {
            _letGoEmpty.Bind(1, held.Lane).Run();
            return new SettleAnswer(true);
        }

        if (!takeNext || pauses.SetAside(transaction, held.Key) is not null)
        {
            LetGo(held.Lane, transaction.Now, stoppedFor: null, job);
            transaction.MayGive = true;
            return new SettleAnswer(true);
        }

        var fence = transaction.NextFence();
        _goOn.Bind(1, held.Lane).Bind(2, fence).Bind(3, job).Run();
        return new SettleAnswer(true, new Grant(held.Lane, held.Key, fence, grants.ReadPayload(job)));
    }

    private long? TakeNext(long lane, long head, long tail)
    {
        if (head == tail)
        {
            return null;
        }

        var job = _next.Bind(1, lane).Bind(2, head + 1).ReadNumber();
        _takeNext.Bind(1, lane).Bind(2, head + 1).Run();
        return job;
    }

    private void LetGo(long lane, long? ready, string? stoppedFor, long? next) =>
        _letGo.Bind(1, lane).Bind(2, ready).Bind(3, stoppedFor).Bind(4, next).Run();

    // The token tells failed jobs of one id apart; one comes again only when a power failure has taken the last one.
    private string FreeId(string id, long fence)
    {
        var free = id;
        for (var n = fence; _failedId.Bind(1, free).Exists(); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{id}-{n}");
        }

        return free;
    }
}
