using TgWorker.Core.History;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>Adds what a worker did to the history, and forgets what is too old.</summary>
internal sealed class HistorySteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _step = connection.Prepare(sql["history.step"]);
    private readonly Statement _setStep = connection.Prepare(sql["history.set_step"]);
    private readonly Statement _forgetSteps = connection.Prepare(sql["history.forget_steps"]);
    private readonly Statement _lane = connection.Prepare(sql["history.lane"]);
    private readonly Statement _setLane = connection.Prepare(sql["history.set_lane"]);
    private readonly Statement _forgetLanes = connection.Prepare(sql["history.forget_lanes"]);

    /// <summary>Adds what a worker did.</summary>
    /// <param name="record">What to add.</param>
    /// <param name="now">The time of day.</param>
    public void Add(WorkRecord record, DateTimeOffset now)
    {
        if (record.Text.Length > 0)
        {
            Add(record.Minute, HistoryPlace.Work, old => HistoryText.Add(old, record.Text));
        }

        var at = now.ToUnixTimeMilliseconds();
        foreach (var (lane, text) in OutcomeText.ByLane(record.Outcomes))
        {
            _setLane.Bind(1, lane).Bind(2, at).Bind(3, OutcomeText.Add(_lane.Bind(1, lane).ReadText(), text)).Run();
        }

        _forgetLanes.Bind(1, (now - HistoryTime.KeepOutcomesFor).ToUnixTimeMilliseconds()).Bind(2, (long)IWorkHistory.MostLanes - 1).Run();
    }

    /// <summary>Adds what came in and went out.</summary>
    public void AddTraffic(long minute, string text) => Add(minute, HistoryPlace.Traffic, old => TrafficText.Add(old, text));

    private void Add(long minute, Func<HistoryScale, long> placeOf, Func<string?, string> add)
    {
        foreach (var scale in HistoryTime.Scales)
        {
            var (place, step) = (placeOf(scale), minute / HistoryTime.Minutes(scale));
            _setStep.Bind(1, place).Bind(2, step).Bind(3, add(_step.Bind(1, place).Bind(2, step).ReadText())).Run();
            _forgetSteps.Bind(1, place).Bind(2, step - (long)(HistoryTime.KeepFor / HistoryTime.Length(scale))).Run();
        }
    }
}
