using TgWorker.Core.Timers;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Timers: set, taken away, and moved into their lanes when they are due.</summary>
internal sealed class TimerSteps(RawConnection connection, SqlTexts sql, QueueClock clock)
{
    private const int Most = 100;

    private readonly Statement _latest = connection.Prepare(sql["remember.latest"]);
    private readonly Statement _set = connection.Prepare(sql["timer.set"]);
    private readonly Statement _cancel = connection.Prepare(sql["timer.cancel"]);
    private readonly Statement _due = connection.Prepare(sql["timer.due"]);
    private readonly Statement _delete = connection.Prepare(sql["timer.delete"]);
    private readonly Statement _again = connection.Prepare(sql["timer.again"]);
    private readonly Statement _keep = connection.Prepare(sql["push.keep"]);
    private readonly Statement _lane = connection.Prepare(sql["sort.lane"]);
    private readonly Statement _setHead = connection.Prepare(sql["sort.set_head"]);
    private readonly Statement _append = connection.Prepare(sql["sort.append"]);
    private readonly Statement _setTail = connection.Prepare(sql["sort.set_tail"]);
    private readonly Statement _newLane = connection.Prepare(sql["timer.new_lane"]);
    private readonly Statement _fillLane = connection.Prepare(sql["timer.fill_lane"]);
    private readonly List<(long Id, string Key, long Due, string Rule, byte[] Entry)> _found = [];

    /// <summary>Those that the last <see cref="Fire"/> put off, since nobody here can tell when they go off again.</summary>
    public List<(string Id, string Rule)> Unreadable { get; } = [];

    /// <summary>Whether a delivery is still its lane's latest; true where there is none.</summary>
    public bool MayWrite(HeldHead? by) => by is not { } held || _latest.Bind(1, held.Lane).Bind(2, held.Fence).Exists();

    /// <summary>Sets a timer, in place of one of the same key.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="key">The lane, a slash, the name.</param>
    /// <param name="due">When it is due, by the queue's clock.</param>
    /// <param name="rule">How late it may be, and when again.</param>
    /// <param name="entry">The entry it becomes.</param>
    public void Set(Transaction transaction, string key, long due, TimerRule rule, byte[] entry)
    {
        _set.Bind(1, key).Bind(2, due).Bind(3, rule.Text).Bind(4, entry.AsSpan()).Run();

        // Whoever waits knows of the one that was the soonest.
        transaction.MayGive = true;
    }

    /// <summary>Takes a timer away.</summary>
    public bool Cancel(string key) => _cancel.Bind(1, key).RunAndCount() == 1;

    /// <summary>Moves timers that are due into their lanes, behind what is there; a part of them when they are many.</summary>
    /// <returns>How many were skipped because they were later than they may be.</returns>
    public int Fire(Transaction transaction)
    {
        _found.Clear();
        Unreadable.Clear();
        _due.Bind(1, transaction.Now).Bind(2, Most);
        while (_due.Read())
        {
            _found.Add((_due.Number(0), _due.Text(1), _due.Number(2), _due.Text(3), _due.Bytes(4)));
        }

        var skipped = 0;
        foreach (var (id, key, due, text, entry) in _found)
        {
            var rule = TimerRule.Parse(text);
            if (rule.IsUnreadable)
            {
                Unreadable.Add((key, text));
                _again.Bind(1, id).Bind(2, clock.Now + QueueClock.Length(TimerRule.LookAgain)).Bind(3, entry.AsSpan()).Run();
                continue;
            }

            if (rule.NotLaterThan is { } late && transaction.Now - due > QueueClock.Length(late))
            {
                skipped++;
            }
            else
            {
                _keep.Bind(1, transaction.Now).Bind(2, entry.AsSpan()).Run();
                PutInLane(transaction, key.Split('/', 2)[0], connection.LastId);
            }

            SetAgain(id, due, rule, entry);
        }

        transaction.MayGive |= _found.Count > 0;
        return skipped;
    }

    private void SetAgain(long id, long due, TimerRule rule, byte[] entry)
    {
        if (rule.Repeat?.Next(clock.ToUtc(due), clock.UtcNow) is { } next && TimerEntry.Renew(entry, next) is { } renewed)
        {
            _again.Bind(1, id).Bind(2, clock.Of(next)).Bind(3, renewed.AsSpan()).Run();
        }
        else
        {
            _delete.Bind(1, id).Run();
        }
    }

    private void PutInLane(Transaction transaction, string key, long job)
    {
        if (!_lane.Bind(1, key).Read())
        {
            _newLane.Bind(1, key).Bind(2, transaction.Now).Bind(3, job).Run();
            return;
        }

        var (lane, head, tail, isWithheld) = (_lane.Number(0), _lane.Number(1), _lane.Number(2), _lane.Number(3) == 0);
        _lane.Reset();
        if (head > tail && !isWithheld)
        {
            _fillLane.Bind(1, lane).Bind(2, transaction.Now).Bind(3, job).Run();
            return;
        }

        if (head > tail)
        {
            _setHead.Bind(1, lane).Bind(2, job).Run();
        }
        else
        {
            _append.Bind(1, lane).Bind(2, tail + 1).Bind(3, job).Run();
        }

        _setTail.Bind(1, lane).Bind(2, tail + 1).Run();
    }
}
