using Microsoft.Data.Sqlite;
using SQLitePCL;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Grants lanes that wait for a worker.</summary>
internal sealed class GrantStep(RawConnection connection, SqlTexts sql, BotPauses pauses)
{
    /// <summary>How many workers must have died of a job before it is a suspect.</summary>
    public const int SuspectAfter = 2;

    // Lanes of paused bots must not keep others' waiting for long, however many there are.
    private const int SetAsideAtOnce = 256;
    private const long SuspectWait = 100_000;

    private readonly Statement _due = connection.Prepare(sql["claim.due"]);
    private readonly Statement _grant = connection.Prepare(sql["claim.grant"]);
    private readonly Statement _putOff = connection.Prepare(sql["claim.put_off"]);
    private readonly Statement _payload = connection.Prepare(sql["claim.payload"]);
    private readonly List<(long Lane, string Key, long Job, int Lapses, int Failures)> _lanes = [];

    /// <summary>Whether more lanes may be due than the last grant looked at.</summary>
    public bool MayBeMore { get; private set; }

    /// <summary>
    /// Grants lanes that are due, at most <paramref name="slots"/> and no more than <paramref name="suspects"/> suspects. A job of which
    /// workers died repeatedly may be what killed them: each
    /// worker runs one such job at a time. Otherwise all that was running beside it would come back together, be granted together, and
    /// die and be given up together with it.
    /// </summary>
    public void Grant(Transaction transaction, long worker, int slots, int suspects, List<Grant> granted)
    {
        var most = pauses.AreThere(transaction) ? Math.Max(slots, SetAsideAtOnce) : slots;
        Find(transaction, most);
        MayBeMore = _lanes.Count == most;
        foreach (var (lane, key, job, lapses, failures) in _lanes)
        {
            if (pauses.SetAside(transaction, key) is { } aside)
            {
                _putOff.Bind(1, lane).Bind(2, aside).Run();
                continue;
            }

            if (--slots < 0)
            {
                continue;
            }

            if (lapses >= SuspectAfter && --suspects < 0)
            {
                _putOff.Bind(1, lane).Bind(2, transaction.Now + SuspectWait).Run();
                continue;
            }

            var fence = transaction.NextFence();
            _grant.Bind(1, lane).Bind(2, fence).Bind(3, worker).Run();
            granted.Add(new Grant(lane, key, fence, ReadPayload(job), Job: null, lapses, failures));
        }
    }

    /// <summary>An entry's bytes.</summary>
    public byte[] ReadPayload(long job)
    {
        if (!_payload.Bind(1, job).Read())
        {
            throw new SqliteException($"Job {job} of a lane is missing.", raw.SQLITE_CORRUPT);
        }

        var payload = _payload.Bytes(0);
        _payload.Reset();
        return payload;
    }

    private void Find(Transaction transaction, int slots)
    {
        _lanes.Clear();
        _due.Bind(1, transaction.Now).Bind(2, slots);
        while (_due.Read())
        {
            _lanes.Add((_due.Number(0), _due.Text(1), _due.Number(2), (int)_due.Number(3), (int)_due.Number(4)));
        }
    }
}
