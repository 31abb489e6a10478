using TgWorker.Core.Broadcasts;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Broadcasts: their audience, their messages on the way to the list, and what became of them.</summary>
internal sealed class BroadcastSteps(RawConnection connection, SqlTexts sql, PushStep pushing)
{
    private readonly Statement _create = connection.Prepare(sql["broadcast.create"]);
    private readonly Statement _state = connection.Prepare(sql["broadcast.state"]);
    private readonly Statement _addPage = connection.Prepare(sql["broadcast.add_page"]);
    private readonly Statement _setTotal = connection.Prepare(sql["broadcast.set_total"]);
    private readonly Statement _change = connection.Prepare(sql["broadcast.change"]);
    private readonly Statement _deletePages = connection.Prepare(sql["broadcast.delete_pages"]);
    private readonly Statement _put = connection.Prepare(sql["broadcast.put"]);
    private readonly Statement _putInLane = connection.Prepare(sql["broadcast.put_in_lane"]);
    private readonly Statement _deletePage = connection.Prepare(sql["broadcast.delete_page"]);
    private readonly Statement _leaveLane = connection.Prepare(sql["broadcast.leave_lane"]);
    private readonly Statement _count = connection.Prepare(sql["broadcast.count"]);
    private readonly Statement _miss = connection.Prepare(sql["broadcast.miss"]);
    private readonly Statement _delete = connection.Prepare(sql["broadcast.delete"]);
    private readonly Statement _deleteInLane = connection.Prepare(sql["broadcast.delete_in_lane"]);
    private readonly Statement _deleteMisses = connection.Prepare(sql["broadcast.delete_misses"]);

    public void Create(StoredBroadcast broadcast) => _create.Bind(1, broadcast.Id).Bind(2, broadcast.Plan.Span)
        .Bind(3, broadcast.State.ToString()).Bind(4, broadcast.Created.ToUnixTimeMilliseconds()).Run();

    /// <returns>Whether it is loading.</returns>
    public bool Add(string id, long page, ReadOnlySpan<byte> recipients, long total)
    {
        if (Look(id)?.State != BroadcastState.Loading)
        {
            return false;
        }

        _addPage.Bind(1, id).Bind(2, page).Bind(3, recipients).Run();
        _setTotal.Bind(1, id).Bind(2, total).Run();
        return true;
    }

    /// <returns>Whether it may come to that state.</returns>
    public bool Change(Transaction transaction, string id, BroadcastState to, string reason, long now)
    {
        if (Look(id) is not { } found || !BroadcastChange.Before(to).Contains(found.State))
        {
            return false;
        }

        _change.Bind(1, id).Bind(2, to.ToString()).Bind(3, reason).Bind(4, now).Run();
        if (to is BroadcastState.Cancelled or BroadcastState.Expired)
        {
            _deletePages.Bind(1, id).Run();
            transaction.Freed = true;
        }

        return true;
    }

    /// <returns>Whether the cursor is where it was read, and there is room; false: nothing was written.</returns>
    public bool Put(Transaction transaction, StoredBroadcast broadcast, IReadOnlyList<byte[]> entries)
    {
        if (Look(broadcast.Id) is not { State: BroadcastState.Sending } found || found.Cursor != broadcast.Cursor
            || transaction.NoRoom is not null)
        {
            return false;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            pushing.Push(transaction, entries[i].AsSpan());
            _putInLane.Bind(1, broadcast.Id).Bind(2, found.Cursor + i).Run();
        }

        var (after, pace) = (found.Cursor + entries.Count, broadcast.Pace);
        _put.Bind(1, broadcast.Id).Bind(2, after).Bind(3, pace.Since.ToUnixTimeMilliseconds()).Bind(4, pace.Cursor).Bind(5, pace.Rate)
            .Run();
        if (after % BroadcastPages.Size == 0 || after == broadcast.Total)
        {
            _deletePage.Bind(1, broadcast.Id).Bind(2, found.Cursor / BroadcastPages.Size).Run();
        }

        return true;
    }

    /// <returns>False when that recipient was counted before.</returns>
    public bool Settle(string id, long number, BroadcastResult result, byte[]? miss, long now)
    {
        var found = Look(id);
        if (_leaveLane.Bind(1, id).Bind(2, number).RunAndCount() == 0 || found is not { } at)
        {
            return false;
        }

        _count.Bind(1, id).Bind(2, (long)result).Run();
        if (miss is not null)
        {
            _miss.Bind(1, id).Bind(2, number).Bind(3, miss.AsSpan()).Run();
        }

        if (at.State is BroadcastState.Sending or BroadcastState.Paused && at.Settled + 1 >= at.Total)
        {
            _change.Bind(1, id).Bind(2, nameof(BroadcastState.Done)).Bind(3, "").Bind(4, now).Run();
        }

        return true;
    }

    /// <returns>Whether there was one.</returns>
    public bool Delete(Transaction transaction, string id)
    {
        _deletePages.Bind(1, id).Run();
        _deleteInLane.Bind(1, id).Run();
        _deleteMisses.Bind(1, id).Run();
        transaction.Freed = true;
        return _delete.Bind(1, id).RunAndCount() == 1;
    }

    private (BroadcastState State, long Cursor, long Total, long Settled)? Look(string id)
    {
        if (!_state.Bind(1, id).Read())
        {
            return null;
        }

        var found = (Enum.Parse<BroadcastState>(_state.Text(0)), _state.Number(1), _state.Number(2), _state.Number(3));
        _state.Reset();
        return found;
    }
}
