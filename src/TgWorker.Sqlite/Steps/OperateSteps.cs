using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>What an operator tells all workers, and the way through the lanes.</summary>
internal sealed class OperateSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _pause = connection.Prepare(sql["operate.pause"]);
    private readonly Statement _restart = connection.Prepare(sql["operate.restart"]);
    private readonly Statement _nextLane = connection.Prepare(sql["operate.next_lane"]);
    private readonly Statement _note = connection.Prepare(sql["operate.note"]);
    private readonly Statement _forgetNotes = connection.Prepare(sql["operate.forget_notes"]);

    public void Pause(bool paused) => _pause.Bind(1, paused ? 1 : 0).Run();

    public void RequestRestart() => _restart.Run();

    /// <summary>Notes who did what; the oldest of more than <paramref name="most"/> notes are forgotten.</summary>
    public void Note(string text, int most)
    {
        _note.Bind(1, text).Run();
        _forgetNotes.Bind(1, most).Run();
    }

    /// <summary>The first lane with jobs whose number is larger than <paramref name="than"/>; null when there is none.</summary>
    public long? LaneAfter(long than) => _nextLane.Bind(1, than).ReadNumber();
}
