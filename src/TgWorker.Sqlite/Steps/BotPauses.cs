using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Which bots are paused, read once in a transaction, and the lanes that ended pauses give back.</summary>
internal sealed class BotPauses(RawConnection connection, SqlTexts sql)
{
    /// <summary>The most bots that may be paused: beyond, the times of their lanes would not fit into a number.</summary>
    public const int Most = 900;

    /// <summary>In µs, and later than any time that is one (see schema.sql, where it stands too).</summary>
    public const long Aside = 10_000_000_000_000_000;

    private readonly Statement _all = connection.Prepare(sql["pause.all"]);
    private readonly Statement _pause = connection.Prepare(sql["pause.pause"]);
    private readonly Statement _end = connection.Prepare(sql["pause.end"]);
    private readonly Statement _giveBack = connection.Prepare(sql["pause.give_back"]);
    private readonly Statement _forget = connection.Prepare(sql["pause.forget"]);
    private readonly Dictionary<string, long> _lasting = new(StringComparer.Ordinal);
    private readonly List<(string Bot, long Number)> _ended = [];
    private long _readIn;

    /// <summary>Whether there is any pause.</summary>
    public bool AreThere(Transaction transaction)
    {
        Read(transaction);
        return _lasting.Count + _ended.Count > 0;
    }

    /// <summary>When the lane of a paused bot stands whose turn has come; null when its bot is not paused.</summary>
    public long? SetAside(Transaction transaction, string lane)
    {
        Read(transaction);
        return _lasting.Count > 0 && _lasting.TryGetValue(BotOf(lane), out var number) ? (number * Aside) + transaction.Now : null;
    }

    /// <summary>Pauses a bot.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="bot">The bot, as lanes carry it.</param>
    /// <param name="at">When it was paused, unix milliseconds.</param>
    /// <returns>False when it is paused already; null when too many are.</returns>
    public bool? Pause(Transaction transaction, string bot, long at)
    {
        Read(transaction);
        if (_lasting.ContainsKey(bot))
        {
            return false;
        }

        var taken = _lasting.Values.Concat(_ended.Select(static pause => pause.Number)).ToHashSet();
        var its = _ended.Find(pause => pause.Bot == bot);
        var number = its.Number > 0 ? its.Number : Enumerable.Range(1, Most).FirstOrDefault(free => !taken.Contains(free));
        if (number == 0)
        {
            return null;
        }

        _pause.Bind(1, bot).Bind(2, number).Bind(3, at).Run();
        _readIn = 0;
        return true;
    }

    /// <summary>Ends the pause of a bot. Claims bring its lanes back.</summary>
    /// <returns>False when it is not paused.</returns>
    public bool Continue(Transaction transaction, string bot)
    {
        Read(transaction);
        if (!_lasting.ContainsKey(bot))
        {
            return false;
        }

        _end.Bind(1, bot).Run();
        _readIn = 0;
        GiveBack(transaction, 1);
        return true;
    }

    /// <summary>
    /// Brings back lanes that ended pauses have set aside, at most so many: they stand behind what is due. A claim asks for half of what it
    /// has room for, so that what comes in has its turn in between.
    /// </summary>
    /// <returns>Whether more may come back.</returns>
    public bool GiveBack(Transaction transaction, int most)
    {
        Read(transaction);
        var more = false;
        foreach (var (bot, number) in _ended)
        {
            var back = _giveBack.Bind(1, number * Aside).Bind(2, (number + 1) * Aside).Bind(3, transaction.Now).Bind(4, most).RunAndCount();
            transaction.MayGive |= back > 0;
            if (back < most)
            {
                _forget.Bind(1, bot).Run();
                _readIn = 0;
            }
            else
            {
                more = true;
            }

            most -= back;
        }

        return more;
    }

    private static string BotOf(string lane) => lane.IndexOf(':', StringComparison.Ordinal) is >= 0 and var end ? lane[..end] : lane;

    private void Read(Transaction transaction)
    {
        if (_readIn == transaction.Number)
        {
            return;
        }

        _readIn = transaction.Number;
        _lasting.Clear();
        _ended.Clear();
        while (_all.Read())
        {
            if (_all.Number(2) == 0)
            {
                _lasting[_all.Text(0)] = _all.Number(1);
            }
            else
            {
                _ended.Add((_all.Text(0), _all.Number(1)));
            }
        }
    }
}
