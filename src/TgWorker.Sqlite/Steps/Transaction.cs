using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>
/// What all steps of one transaction share: its moment, the fencing tokens it hands out, and what has to be done when it is committed.
/// One at a time, for as long as the connection lives.
/// </summary>
internal sealed class Transaction(RawConnection connection, SqlTexts sql, QueueClock clock, DiskRoom? room = null)
{
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");
    private readonly Statement _rollback = connection.Prepare("ROLLBACK");
    private readonly Statement _lastFence = connection.Prepare(sql["turn.last_fence"]);
    private readonly Statement _note = connection.Prepare(sql["turn.note"]);
    private long? _fence;

    /// <summary>The moment of the transaction, taken when it had the right to write.</summary>
    public long Now { get; private set; }

    /// <summary>Which one on this connection it is, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether a worker that waits may find something now.</summary>
    public bool MayGive { get; set; }

    /// <summary>Why no new updates may be taken now; null when they may.</summary>
    public string? NoRoom => room is null or { IsThere: true } ? null : room.Reason;

    /// <summary>Whether the file may have become smaller inside.</summary>
    public bool Freed { get; set; }

    /// <summary>Waits for the right to write, and takes it.</summary>
    public void Begin()
    {
        _begin.Run();
        (_fence, MayGive, Freed) = (null, false, false);
        Now = clock.Now;
        Number++;
    }

    /// <summary>
    /// A token larger than all before it; never behind the clock, so that tokens grow on after a power failure took the last ones.
    /// </summary>
    public long NextFence()
    {
        _fence ??= Math.Max(_lastFence.ReadNumber() ?? 0, Now);
        return (_fence += 1).Value;
    }

    public void Commit()
    {
        if (_fence is { } fence)
        {
            _note.Bind(1, fence).Bind(2, Now).Run();
        }

        _commit.Run();
    }

    /// <summary>Takes back what was written, if the error has not already.</summary>
    public void Rollback()
    {
        if (connection.InTransaction)
        {
            _rollback.Run();
        }
    }
}
