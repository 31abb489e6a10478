using System.Collections.Concurrent;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.History;

/// <summary>Counts what a worker does on one queue. For each try a few counters grow; nothing is allocated.</summary>
internal sealed class WorkRecorder
{
    /// <summary>Routes beyond this many are counted by their kind alone.</summary>
    public const int MostRoutes = 100;

    /// <summary>The most tries of single chats that are taken down at a time; of the last fifth only those that did not end well.</summary>
    public const int MostOutcomes = 500;

    private const int MostWell = MostOutcomes * 4 / 5;

    private readonly ConcurrentDictionary<string, LiveSeries> _kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string Route), LiveSeries> _routes = new();
    private readonly LaneOutcome[] _outcomes = new LaneOutcome[MostOutcomes];
    private readonly Lock _taking = new();
    private int _noted;

    /// <summary>A try has ended.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="route">Its route; null where handlers have none, or none took it.</param>
    /// <param name="wait">How long the job had waited when the first try began; null for another try, or where that is not known.</param>
    /// <param name="outcome">How it ended.</param>
    public void Tried(Job job, string? route, TimeSpan? wait, in LaneOutcome outcome)
    {
        if (outcome.End != WorkEnd.Lost)
        {
            Count(KindSeries(job.Kind), wait, outcome);
            if (route is not null && RouteSeries(job.Kind, route) is { } series)
            {
                Count(series, wait, outcome);
            }
        }

        Note(outcome);
    }

    /// <summary>A job was given up without a try.</summary>
    public void Refused(Job job) => KindSeries(job.Kind).Count(WorkEnd.Failed);

    /// <summary>Whether another outcome is to be taken down: then it is worth asking the clock when it ended.</summary>
    public bool Wants(WorkEnd end) => Volatile.Read(ref _noted) < (end == WorkEnd.Handled ? MostWell : MostOutcomes);

    /// <summary>Takes all that was counted since the last call; null when that is nothing.</summary>
    /// <param name="minute">The minute it was counted in.</param>
    public WorkRecord? Take(long minute)
    {
        lock (_taking)
        {
            var series = new List<KeyValuePair<string, WorkFigures>>();
            foreach (var (kind, live) in _kinds)
            {
                Add(series, kind, live);
            }

            foreach (var ((kind, route), live) in _routes)
            {
                Add(series, $"{kind} {route}", live);
            }

            var outcomes = TakeOutcomes();
            return series.Count == 0 && outcomes.Length == 0 ? null : new WorkRecord(minute, HistoryText.Write(series), outcomes);
        }
    }

    private static void Add(List<KeyValuePair<string, WorkFigures>> series, string name, LiveSeries live)
    {
        if (live.Take() is { IsEmpty: false } figures)
        {
            series.Add(new(name, figures));
        }
    }

    private static void Count(LiveSeries series, TimeSpan? wait, in LaneOutcome outcome)
    {
        series.Count(outcome.End);
        series.Run(outcome.Run);
        if (wait is { } waited)
        {
            series.Wait(waited);
        }
    }

    private LiveSeries KindSeries(string kind) => _kinds.GetOrAdd(kind, static _ => new LiveSeries());

    private LiveSeries? RouteSeries(string kind, string route) => _routes.TryGetValue((kind, route), out var series) ? series
        : _routes.Count >= MostRoutes ? null : _routes.GetOrAdd((kind, route), static _ => new LiveSeries());

    private void Note(in LaneOutcome outcome)
    {
        if (Wants(outcome.End) && Interlocked.Increment(ref _noted) is <= MostOutcomes and var place)
        {
            _outcomes[place - 1] = outcome;
        }
    }

    // A place that was taken and is not filled yet is empty: it is left out.
    private LaneOutcome[] TakeOutcomes()
    {
        var count = Math.Min(Volatile.Read(ref _noted), MostOutcomes);
        var taken = Array.FindAll(_outcomes[..count], static outcome => outcome.Lane is not null);
        Array.Clear(_outcomes, 0, count);
        Interlocked.Exchange(ref _noted, 0);
        return taken;
    }
}
