using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>What is remembered for lanes and for all workers.</summary>
internal sealed class RememberSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _latest = connection.Prepare(sql["remember.latest"]);
    private readonly Statement _until = connection.Prepare(sql["remember.until"]);
    private readonly Statement _forgetAll = connection.Prepare(sql["remember.forget_all"]);
    private readonly Statement _forgetUntil = connection.Prepare(sql["sweep.forget_until"]);
    private readonly Statement _keepUntil = connection.Prepare(sql["remember.keep_until"]);
    private readonly Statement _remember = connection.Prepare(sql["remember.remember"]);
    private readonly Statement _forget = connection.Prepare(sql["remember.forget"]);
    private readonly Statement _taker = connection.Prepare(sql["remember.taker"]);
    private readonly Statement _take = connection.Prepare(sql["remember.take"]);
    private readonly Statement _giveBack = connection.Prepare(sql["remember.give_back"]);
    private readonly Statement _beginQuiet = connection.Prepare(sql["remember.begin_quiet"]);
    private readonly Statement _endQuiet = connection.Prepare(sql["remember.end_quiet"]);

    /// <summary>Writes what a delivery wants remembered, if it is still its lane's latest.</summary>
    public bool Remember(Transaction transaction, HeldHead held, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor)
    {
        if (!IsLatest(held))
        {
            return false;
        }

        Write(transaction, held.Key, changes, keepFor);
        return true;
    }

    /// <summary>Notes something of what a delivery's job has done, if it is still its lane's latest.</summary>
    public bool Note(Transaction transaction, HeldHead held, string job, KeyValuePair<string, string?> note, TimeSpan keepFor)
    {
        if (!IsLatest(held))
        {
            return false;
        }

        Write(transaction, PlaceOf(held.Key, job), [note], keepFor);
        return true;
    }

    /// <summary>Forgets what was noted of a job.</summary>
    public void ForgetJob(string lane, string job)
    {
        var place = PlaceOf(lane, job);
        _forgetAll.Bind(1, place).Run();
        _forgetUntil.Bind(1, place).Run();
    }

    /// <summary>Where the notes of a job are kept: beside what is remembered of the lanes. No lane has a line break in its name.</summary>
    public static string PlaceOf(string lane, string job) => $"{lane}\n{job}";

    /// <summary>The lane of a place, and the job whose notes are there; null where it is the lane's own.</summary>
    public static (string Lane, string? Job) ReadPlace(string place) => place.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end
        ? (place[..end], place[(end + 1)..])
        : (place, null);

    /// <summary>Takes a mark that only one taker gets.</summary>
    /// <returns>Whether it was free, or is the taker's already; null when the lane was delivered again.</returns>
    public bool? TakeMark(Transaction transaction, HeldHead held, string mark, string taker, TimeSpan keepFor)
    {
        if (!IsLatest(held))
        {
            return null;
        }

        if (_taker.Bind(1, held.Key).Bind(2, mark).Bind(3, transaction.Now).Read())
        {
            var isIts = _taker.Text(0) == taker;
            _taker.Reset();
            return isIts;
        }

        _take.Bind(1, held.Key).Bind(2, mark).Bind(3, taker).Bind(4, transaction.Now + QueueClock.Length(keepFor)).Run();
        return true;
    }

    /// <summary>Gives a mark back.</summary>
    public void ReturnMark(HeldHead held, string mark)
    {
        if (IsLatest(held))
        {
            _giveBack.Bind(1, held.Key).Bind(2, mark).Run();
        }
    }

    /// <summary>Begins a quiet time.</summary>
    /// <returns>False when one has begun already.</returns>
    public bool BeginQuiet(Transaction transaction, string topic, TimeSpan length) => _beginQuiet
        .Bind(1, topic).Bind(2, transaction.Now + Math.Max(QueueClock.Length(length), 1)).Bind(3, transaction.Now).RunAndCount() == 1;

    public void EndQuiet(string topic) => _endQuiet.Bind(1, topic).Run();

    private void Write(Transaction transaction, string lane, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor)
    {
        if (_until.Bind(1, lane).ReadNumber() <= transaction.Now)
        {
            _forgetAll.Bind(1, lane).Run();
        }

        _keepUntil.Bind(1, lane).Bind(2, transaction.Now + QueueClock.Length(keepFor)).Run();
        foreach (var (name, text) in changes)
        {
            if (text is null)
            {
                _forget.Bind(1, lane).Bind(2, name).Run();
            }
            else
            {
                _remember.Bind(1, lane).Bind(2, name).Bind(3, text).Run();
            }
        }
    }

    private bool IsLatest(HeldHead held) => _latest.Bind(1, held.Lane).Bind(2, held.Fence).Exists();
}
