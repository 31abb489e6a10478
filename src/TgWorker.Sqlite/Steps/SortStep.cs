using TgWorker.Core.Jobs;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Moves entries from the list into their lanes, and grants those that were free.</summary>
internal sealed class SortStep(RawConnection connection, SqlTexts sql, IJobReader reader, TimeSpan? deduplicateFor, UnreadSteps unread,
    BotPauses pauses)
{
    // Of entries like the last ones, no more than this is read at once.
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Statement _entries = connection.Prepare(sql["sort.entries"]);
    private readonly Statement _payload = connection.Prepare(sql["claim.payload"]);
    private readonly Statement _take = connection.Prepare(sql["sort.take"]);
    private readonly Statement _drop = connection.Prepare(sql["sort.drop"]);
    private readonly Statement _lane = connection.Prepare(sql["sort.lane"]);
    private readonly Statement _newLane = connection.Prepare(sql["sort.new_lane"]);
    private readonly Statement _fillLane = connection.Prepare(sql["sort.fill_lane"]);
    private readonly Statement _newReady = connection.Prepare(sql["sort.new_ready"]);
    private readonly Statement _fillReady = connection.Prepare(sql["sort.fill_ready"]);
    private readonly Statement _setHead = connection.Prepare(sql["sort.set_head"]);
    private readonly Statement _append = connection.Prepare(sql["sort.append"]);
    private readonly Statement _setTail = connection.Prepare(sql["sort.set_tail"]);
    private readonly SeenUpdates _seen = new(connection, sql, deduplicateFor);
    private readonly List<(long Seq, long Job, long Pushed, long Length)> _batch = [];
    private readonly Dictionary<string, (long Lane, long Tail)> _busy = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>What the last sorting gave up unread: the failed job's id, and its bytes.</summary>
    public List<(string Id, long Bytes)> GivenUp { get; } = [];

    /// <summary>
    /// Sorts entries, at most <paramref name="most"/>; every lane that was free is granted to the worker, until it has no room for more.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="most">How many entries to sort at the most.</param>
    /// <param name="room">How many lanes it may be granted.</param>
    /// <param name="granted">Where to put them.</param>
    /// <param name="ahead">Entries that were read already.</param>
    /// <returns>How many left the list, how many of them were dropped as duplicates, and whether the list is empty now.</returns>
    public (int Sorted, int Duplicates, bool IsEmpty) Sort(Transaction transaction, long worker, int most, int room, List<Grant> granted,
        EntriesAhead ahead)
    {
        _busy.Clear();
        _seen.Discard();
        GivenUp.Clear();
        Look(most);
        var (sorted, duplicates) = (0, 0);
        for (; sorted < _batch.Count && room > 0; sorted++)
        {
            var (_, id, pushed, length) = _batch[sorted];
            if (length > unread.Largest)
            {
                GivenUp.Add((unread.GiveUp(worker, id), length));
                continue;
            }

            var job = ahead.Find(id, pushed) ?? reader.Read(PayloadOf(id));
            if (_seen.IsDuplicate(transaction, job))
            {
                _drop.Bind(1, id).Run();
                duplicates++;
            }
            else if (PutInLane(transaction, worker, id, job.Lane) is { } grant)
            {
                granted.Add(new Grant(grant.Lane, job.Lane, grant.Fence, job.Payload, job));
                room--;
            }
        }

        Write(transaction, sorted);
        return (sorted, duplicates, sorted == _batch.Count && _batch.Count < most && _bytes < MostBytes);
    }

    private void Look(int most)
    {
        _batch.Clear();
        _bytes = 0;
        _entries.Bind(1, most);
        while (_entries.Read())
        {
            _batch.Add((_entries.Number(0), _entries.Number(1), _entries.Number(2), _entries.Number(3)));
            _bytes += _batch[^1].Length <= unread.Largest ? _batch[^1].Length : 0;
            if (_bytes >= MostBytes)
            {
                _entries.Reset();
                return;
            }
        }
    }

    private byte[] PayloadOf(long job)
    {
        _payload.Bind(1, job).Read();
        var payload = _payload.Bytes(0);
        _payload.Reset();
        return payload;
    }

    private void Write(Transaction transaction, int sorted)
    {
        if (sorted == 0)
        {
            return;
        }

        _take.Bind(1, _batch[sorted - 1].Seq).Run();
        foreach (var (lane, tail) in _busy.Values)
        {
            _setTail.Bind(1, lane).Bind(2, tail).Run();
        }

        _seen.Write(transaction);
    }

    /// <returns>The lane and its token when it was free.</returns>
    private (long Lane, long Fence)? PutInLane(Transaction transaction, long worker, long job, string key)
    {
        if (_busy.TryGetValue(key, out var busy))
        {
            Append(key, busy.Lane, busy.Tail + 1, job);
            return null;
        }

        var aside = pauses.SetAside(transaction, key);
        if (!_lane.Bind(1, key).Read())
        {
            if (aside is not null)
            {
                _newReady.Bind(1, key).Bind(2, aside).Bind(3, job).Run();
                return null;
            }

            var token = transaction.NextFence();
            _newLane.Bind(1, key).Bind(2, token).Bind(3, worker).Bind(4, job).Run();
            return (connection.LastId, token);
        }

        var (lane, head, tail, isWithheld) = (_lane.Number(0), _lane.Number(1), _lane.Number(2), _lane.Number(3) == 0);
        _lane.Reset();
        if (head <= tail)
        {
            Append(key, lane, tail + 1, job);
            return null;
        }

        if (isWithheld)
        {
            _setHead.Bind(1, lane).Bind(2, job).Run();
            _busy[key] = (lane, tail + 1);
            return null;
        }

        if (aside is not null)
        {
            _fillReady.Bind(1, lane).Bind(2, aside).Bind(3, job).Run();
            return null;
        }

        var fence = transaction.NextFence();
        _fillLane.Bind(1, lane).Bind(2, fence).Bind(3, worker).Bind(4, job).Run();
        return (lane, fence);
    }

    private void Append(string key, long lane, long n, long job)
    {
        _append.Bind(1, lane).Bind(2, n).Bind(3, job).Run();
        _busy[key] = (lane, n);
    }
}
