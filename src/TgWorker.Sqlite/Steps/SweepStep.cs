using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>
/// Takes away what nobody needs any more, so that a file does not grow with every chat there ever was: lanes without jobs, updates that
/// need not be remembered any longer, and what was to be kept until now. A little at every renewal, round and round.
/// </summary>
internal sealed class SweepStep(RawConnection connection, SqlTexts sql)
{
    /// <summary>How many rows of a table one look goes through.</summary>
    public const int RowsAtOnce = 1_000;

    private readonly Statement _lanes = connection.Prepare(sql["sweep.lanes"]);
    private readonly Statement _deleteLane = connection.Prepare(sql["sweep.delete_lane"]);
    private readonly Statement _seen = connection.Prepare(sql["sweep.seen"]);
    private readonly Statement _forgetSeen = connection.Prepare(sql["sweep.forget_seen"]);
    private readonly Statement _memories = connection.Prepare(sql["sweep.memories"]);
    private readonly Statement _forgetMemory = connection.Prepare(sql["sweep.forget_memory"]);
    private readonly Statement _forgetUntil = connection.Prepare(sql["sweep.forget_until"]);
    private readonly Statement _marks = connection.Prepare(sql["sweep.marks"]);
    private readonly Statement _forgetMark = connection.Prepare(sql["sweep.forget_mark"]);
    private readonly Statement _quiet = connection.Prepare(sql["sweep.quiet"]);
    private readonly Statement _outgoing = connection.Prepare(sql["sweep.outgoing"]);
    private long _lane = long.MinValue;
    private (string Bot, string Scope, long Block) _update = ("", "", long.MinValue);
    private string _memory = "";
    private (string Lane, string Mark) _mark = ("", "");

    public void Sweep(Transaction transaction)
    {
        SweepLanes();
        SweepSeen(transaction.Now);
        SweepMemories(transaction.Now);
        SweepMarks(transaction.Now);
        _quiet.Bind(1, transaction.Now).Run();
        _outgoing.Bind(1, transaction.Now).Bind(2, RowsAtOnce).Run();
    }

    private void SweepLanes()
    {
        var (looked, empty) = (0, new List<long>());
        for (_lanes.Bind(1, _lane).Bind(2, RowsAtOnce); _lanes.Read(); looked++)
        {
            _lane = _lanes.Number(0);
            if (_lanes.Number(1) != 0)
            {
                empty.Add(_lane);
            }
        }

        _lane = looked < RowsAtOnce ? long.MinValue : _lane;
        empty.ForEach(lane => _deleteLane.Bind(1, lane).Run());
    }

    private void SweepSeen(long now)
    {
        var (looked, old) = (0, new List<(string Bot, string Scope, long Block)>());
        for (_seen.Bind(1, _update.Bot).Bind(2, _update.Scope).Bind(3, _update.Block).Bind(4, RowsAtOnce); _seen.Read(); looked++)
        {
            _update = (_seen.Text(0), _seen.Text(1), _seen.Number(2));
            if (_seen.Number(3) <= now)
            {
                old.Add(_update);
            }
        }

        _update = looked < RowsAtOnce ? ("", "", long.MinValue) : _update;
        old.ForEach(block => _forgetSeen.Bind(1, block.Bot).Bind(2, block.Scope).Bind(3, block.Block).Run());
    }

    private void SweepMemories(long now)
    {
        var (looked, old) = (0, new List<string>());
        for (_memories.Bind(1, _memory).Bind(2, RowsAtOnce); _memories.Read(); looked++)
        {
            _memory = _memories.Text(0);
            if (_memories.Number(1) <= now)
            {
                old.Add(_memory);
            }
        }

        _memory = looked < RowsAtOnce ? "" : _memory;
        foreach (var lane in old)
        {
            _forgetMemory.Bind(1, lane).Run();
            _forgetUntil.Bind(1, lane).Run();
        }
    }

    private void SweepMarks(long now)
    {
        var (looked, old) = (0, new List<(string Lane, string Mark)>());
        for (_marks.Bind(1, _mark.Lane).Bind(2, _mark.Mark).Bind(3, RowsAtOnce); _marks.Read(); looked++)
        {
            _mark = (_marks.Text(0), _marks.Text(1));
            if (_marks.Number(2) <= now)
            {
                old.Add(_mark);
            }
        }

        _mark = looked < RowsAtOnce ? ("", "") : _mark;
        old.ForEach(mark => _forgetMark.Bind(1, mark.Lane).Bind(2, mark.Mark).Run());
    }
}
