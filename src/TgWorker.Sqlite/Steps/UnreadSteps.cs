using TgWorker.Core.FailedJobs;
using TgWorker.Core.Jobs;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>
/// Gives entries up that are larger than any may be, and puts them back on the list. Their bytes stay in their row: nobody carries them.
/// </summary>
internal sealed class UnreadSteps(RawConnection connection, SqlTexts sql, QueueClock clock, int largest)
{
    private readonly Statement _giveUp = connection.Prepare(sql["unread.give_up"]);
    private readonly Statement _find = connection.Prepare(sql["unread.find"]);
    private readonly Statement _front = connection.Prepare(sql["operate.front"]);
    private readonly Statement _putBefore = connection.Prepare(sql["operate.put_before"]);
    private readonly Statement _append = connection.Prepare(sql["push.append"]);
    private readonly Statement _forget = connection.Prepare(sql["failed.delete"]);

    /// <summary>The most bytes that an entry may have.</summary>
    public int Largest => largest;

    /// <summary>Makes a failed job of an entry, which the caller takes off the list.</summary>
    /// <returns>The failed job's id.</returns>
    public string GiveUp(long worker, long job)
    {
        var id = UnreadEntry.NewId();
        _giveUp.Bind(1, job).Bind(2, id).Bind(3, KeptTime.Microseconds(clock.UtcNow)).Bind(4, UnreadableLane.Prefix + id)
            .Bind(5, UnreadEntry.TooLarge(largest)).Bind(6, worker).Run();
        return id;
    }

    /// <summary>Puts such entries back on the list, in the given order: before all that stands there, or behind it.</summary>
    /// <returns>The ids that were put back; the others are no failed jobs of this kind any more.</returns>
    public List<string> PutBack(Transaction transaction, bool atTail, IReadOnlyList<string> ids)
    {
        var found = new List<(string Id, long Number, long Job)>(ids.Count);
        foreach (var id in ids)
        {
            if (_find.Bind(1, id).Read())
            {
                found.Add((id, _find.Number(0), _find.Number(1)));
                _find.Reset();
            }
        }

        var first = (_front.ReadNumber() ?? 1) - found.Count;
        for (var i = 0; i < found.Count; i++)
        {
            Place(found[i].Job, atTail ? null : first + i);
            _forget.Bind(1, found[i].Number).Run();
        }

        transaction.MayGive |= found.Count > 0;
        return found.ConvertAll(static one => one.Id);
    }

    private void Place(long job, long? seq)
    {
        if (seq is { } before)
        {
            _putBefore.Bind(1, before).Bind(2, job).Run();
        }
        else
        {
            _append.Bind(1, job).Run();
        }
    }
}
