using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.History;

/// <summary>
/// Counts what a worker does on one queue. For each try a few counters grow; nothing is allocated, and what is counted into is found by a
/// core without a look into a dictionary, where it counted the same kind and route of late.
/// </summary>
internal sealed class WorkRecorder
{
    /// <summary>Routes beyond this many are counted by their kind alone.</summary>
    public const int MostRoutes = 100;

    /// <summary>The most tries of single chats that are taken down at a time; of the last fifth only those that did not end well.</summary>
    public const int MostOutcomes = 500;

    private const int MostWell = MostOutcomes * 4 / 5;

    // What a core has counted of late: a power of two.
    private const int Remembered = 16;

    private readonly ConcurrentDictionary<string, LiveSeries> _kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string? Route), Counted> _counted = new();
    private readonly Counted?[] _last = new Counted?[Cores.Count * Remembered];
    private readonly LaneOutcome[] _outcomes = new LaneOutcome[MostOutcomes];
    private readonly Lock _taking = new();
    private int _routes;
    private int _noted;

    /// <summary>A try has ended.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="route">Its route; null where handlers have none, or none took it.</param>
    /// <param name="wait">How long the job had waited when the first try began; null for another try, or where that is not known.</param>
    /// <param name="run">How long it took.</param>
    /// <param name="end">How it ended.</param>
    public void Tried(Job job, string? route, TimeSpan? wait, TimeSpan run, WorkEnd end)
    {
        if (end != WorkEnd.Lost)
        {
            var counted = Find(job.Kind, route);
            counted.OfKind.Count(end, run, wait);
            counted.OfRoute?.Count(end, run, wait);
        }
    }

    /// <summary>A job was given up without a try.</summary>
    public void Refused(Job job) => KindSeries(job.Kind).CountFailed();

    /// <summary>Whether another outcome is to be taken down: then it is worth finding out all about it.</summary>
    public bool Wants(WorkEnd end) => Volatile.Read(ref _noted) < (end == WorkEnd.Handled ? MostWell : MostOutcomes);

    /// <summary>Takes an outcome down, where there is room.</summary>
    public void Note(in LaneOutcome outcome)
    {
        if (Wants(outcome.End) && Interlocked.Increment(ref _noted) is <= MostOutcomes and var place)
        {
            _outcomes[place - 1] = outcome;
        }
    }

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

            foreach (var ((kind, route), counted) in _counted)
            {
                if (counted.OfRoute is { } live)
                {
                    Add(series, $"{kind} {route}", live);
                }
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

    // The names of kinds and routes are the same objects each time.
    private Counted Find(string kind, string? route)
    {
        var name = RuntimeHelpers.GetHashCode(kind) ^ RuntimeHelpers.GetHashCode(route);
        ref var last = ref _last[(Cores.Here * Remembered) + (name & (Remembered - 1))];
        var counted = last;
        if (counted is null || !ReferenceEquals(counted.Kind, kind) || !ReferenceEquals(counted.Route, route))
        {
            last = counted = _counted.TryGetValue((kind, route), out var known) ? known : Add(kind, route);
        }

        return counted;
    }

    private Counted Add(string kind, string? route)
    {
        if (route is not null && (Volatile.Read(ref _routes) >= MostRoutes || Interlocked.Increment(ref _routes) > MostRoutes))
        {
            return Find(kind, null);
        }

        return _counted.GetOrAdd((kind, route), static (key, recorder) => new Counted(
            key.Kind, key.Route, recorder.KindSeries(key.Kind), key.Route is null ? null : new LiveSeries()), this);
    }

    private LiveSeries KindSeries(string kind) => _kinds.GetOrAdd(kind, static _ => new LiveSeries());

    // A place that was taken and is not filled yet is empty: it is left out.
    private LaneOutcome[] TakeOutcomes()
    {
        var count = Math.Min(Volatile.Read(ref _noted), MostOutcomes);
        var taken = Array.FindAll(_outcomes[..count], static outcome => outcome.Lane is not null);
        Array.Clear(_outcomes, 0, count);
        Interlocked.Exchange(ref _noted, 0);
        return taken;
    }

    private sealed record Counted(string Kind, string? Route, LiveSeries OfKind, LiveSeries? OfRoute);
}
