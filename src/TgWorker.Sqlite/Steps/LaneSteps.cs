using System.Globalization;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Lanes;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>What operators do to one lane.</summary>
internal sealed class LaneSteps(RawConnection connection, SqlTexts sql)
{
    // Jobs that are moved to close a gap: a few milliseconds.
    private const int MostMoved = 200;

    private readonly Statement _find = connection.Prepare(sql["lane.find"]);
    private readonly Statement _new = connection.Prepare(sql["lane.new"]);
    private readonly Statement _pause = connection.Prepare(sql["lane.pause"]);
    private readonly Statement _continue = connection.Prepare(sql["lane.continue"]);
    private readonly Statement _waiting = connection.Prepare(sql["lane.waiting"]);
    private readonly Statement _payload = connection.Prepare(sql["lane.payload"]);
    private readonly Statement _dueNow = connection.Prepare(sql["lane.due_now"]);
    private readonly Statement _takeOut = connection.Prepare(sql["lane.take_out"]);
    private readonly Statement _move = connection.Prepare(sql["lane.move"]);
    private readonly Statement _setEnds = connection.Prepare(sql["lane.set_ends"]);
    private readonly Statement _cancel = connection.Prepare(sql["lane.cancel"]);
    private readonly Statement _failedId = connection.Prepare(sql["settle.failed_id"]);
    private readonly Statement _keepFailed = connection.Prepare(sql["settle.keep_failed"]);
    private readonly Statement _deleteJob = connection.Prepare(sql["settle.delete_job"]);
    private readonly Statement _letGo = connection.Prepare(sql["settle.let_go"]);

    /// <summary>Pauses a lane, also one that is not there.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="key">The lane's key.</param>
    /// <param name="at">When it was paused, unix milliseconds.</param>
    /// <returns>False when it is paused already.</returns>
    public bool Pause(Transaction transaction, string key, long at)
    {
        if (Find(key) is not { } lane)
        {
            _new.Bind(1, key).Bind(2, at).Run();
            return true;
        }

        if (!lane.IsPaused)
        {
            _pause.Bind(1, lane.Id).Bind(2, transaction.Now).Bind(3, at).Run();
        }

        return !lane.IsPaused;
    }

    /// <summary>Ends the pause of a lane.</summary>
    /// <returns>False when it is not paused.</returns>
    public bool Continue(Transaction transaction, string key)
    {
        if (Find(key) is not { IsPaused: true } lane)
        {
            return false;
        }

        _continue.Bind(1, lane.Id).Run();
        transaction.MayGive = true;
        return true;
    }

    /// <summary>Gives the head of a lane up that no worker runs.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="key">The lane's key.</param>
    /// <param name="place">The head's number in the lane.</param>
    /// <param name="job">The job's number.</param>
    /// <param name="isIt">Whether these are its bytes.</param>
    /// <param name="failed">Makes the failed job of its bytes and its failed tries.</param>
    public LaneChange Skip(Transaction transaction, string key, long place, long job, Predicate<byte[]> isIt,
        Func<byte[], int, FailedJob> failed)
    {
        if (FindHead(key, place, job, isIt) is not var (lane, payload))
        {
            return new LaneChange(LaneChangeKind.Gone);
        }

        if (lane.IsRun)
        {
            return new LaneChange(LaneChangeKind.Running);
        }

        var record = failed(payload, lane.Failures);
        var id = FreeId(record.Id);
        _keepFailed
            .Bind(1, job).Bind(2, id).Bind(3, KeptTime.Microseconds(record.FailedAt)).Bind(4, record.Lane).Bind(5, record.Bot)
                .Bind(6, record.UpdateId)
            .Bind(7, record.Attempts).Bind(8, record.Error).Bind(9, record.Worker).Bind(10, record.Detail).Run();
        TakeHead(transaction, lane, job);
        return new LaneChange(LaneChangeKind.Done, id);
    }

    /// <summary>Notes that the worker which runs the head of a lane is to cancel it: this delivery, and none that follows.</summary>
    /// <param name="key">The lane's key.</param>
    /// <param name="place">The head's number in the lane.</param>
    /// <param name="job">The job's number.</param>
    /// <param name="isIt">Whether these are its bytes.</param>
    /// <param name="by">Who wants it.</param>
    public LaneChangeKind Cancel(string key, long place, long job, Predicate<byte[]> isIt, string by)
    {
        if (FindHead(key, place, job, isIt) is not var (lane, _))
        {
            return LaneChangeKind.Gone;
        }

        if (!lane.IsRun)
        {
            return LaneChangeKind.NotRunning;
        }

        _cancel.Bind(1, lane.Id).Bind(2, by).Run();
        return LaneChangeKind.Done;
    }

    /// <summary>Deletes one job of a lane that no worker runs.</summary>
    /// <inheritdoc cref="Skip"/>
    public LaneChangeKind Drop(Transaction transaction, string key, long place, long job, Predicate<byte[]> isIt)
    {
        if (Find(key) is not { } lane || place < lane.Head || place > lane.Tail || JobAt(lane, place) != job
            || ReadPayload(job) is not { } payload || !isIt(payload))
        {
            return LaneChangeKind.Gone;
        }

        if (place == lane.Head)
        {
            if (lane.IsRun)
            {
                return LaneChangeKind.Running;
            }

            TakeHead(transaction, lane, job);
            return LaneChangeKind.Done;
        }

        if (Math.Min(lane.Tail - place, place - lane.Head - 1) > MostMoved)
        {
            return LaneChangeKind.TooDeep;
        }

        _takeOut.Bind(1, lane.Id).Bind(2, place).Run();
        Close(lane, place);
        Delete(transaction, job);
        return LaneChangeKind.Done;
    }

    // The jobs on the shorter side move up.
    private void Close(Lane lane, long place)
    {
        if (lane.Tail - place < place - lane.Head - 1)
        {
            for (var n = place + 1; n <= lane.Tail; n++)
            {
                _move.Bind(1, lane.Id).Bind(2, n).Bind(3, n - 1).Run();
            }

            _setEnds.Bind(1, lane.Id).Bind(2, lane.Head).Bind(3, lane.Tail - 1).Run();
            return;
        }

        for (var n = place - 1; n > lane.Head; n--)
        {
            _move.Bind(1, lane.Id).Bind(2, n).Bind(3, n + 1).Run();
        }

        _setEnds.Bind(1, lane.Id).Bind(2, lane.Head + 1).Bind(3, lane.Tail).Run();
    }

    private void TakeHead(Transaction transaction, Lane lane, long job)
    {
        var next = lane.Head == lane.Tail ? null : _waiting.Bind(1, lane.Id).Bind(2, lane.Head + 1).ReadNumber();
        if (next is not null)
        {
            _takeOut.Bind(1, lane.Id).Bind(2, lane.Head + 1).Run();
        }

        Delete(transaction, job);
        _dueNow.Bind(1, lane.Id).Run();
        var isReady = next is not null && lane.StoppedFor is null;
        _letGo.Bind(1, lane.Id).Bind(2, isReady ? transaction.Now : null).Bind(3, lane.StoppedFor).Bind(4, next).Run();
        transaction.MayGive |= isReady;
    }

    private void Delete(Transaction transaction, long job)
    {
        _deleteJob.Bind(1, job).Run();
        transaction.Freed = true;
    }

    private long? JobAt(Lane lane, long place) => place == lane.Head ? lane.Job : _waiting.Bind(1, lane.Id).Bind(2, place).ReadNumber();

    private byte[]? ReadPayload(long job)
    {
        var payload = _payload.Bind(1, job).Read() ? _payload.Bytes(0) : null;
        _payload.Reset();
        return payload;
    }

    private string FreeId(string id)
    {
        var free = id;
        for (var n = 2; _failedId.Bind(1, free).Exists(); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{id}-{n}");
        }

        return free;
    }

    private (Lane Lane, byte[] Payload)? FindHead(string key, long place, long job, Predicate<byte[]> isIt) =>
        Find(key) is { } lane && lane.Head == place && lane.Job == job && ReadPayload(job) is { } payload && isIt(payload)
            ? (lane, payload) : null;

    private Lane? Find(string key)
    {
        if (!_find.Bind(1, key).Read())
        {
            return null;
        }

        var lane = new Lane(
            _find.Number(0), _find.Number(1), _find.Number(2), _find.Number(3) != 0, _find.NumberOrNull(4), _find.TextOrNull(5),
            (int)_find.Number(6), _find.Number(7) != 0);
        _find.Reset();
        return lane;
    }

    private sealed record Lane(long Id, long Head, long Tail, bool IsRun, long? Job, string? StoppedFor, int Failures, bool IsPaused);
}
