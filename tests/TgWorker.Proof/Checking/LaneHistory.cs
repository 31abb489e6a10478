using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Checking;

/// <summary>What happened in one lane.</summary>
internal sealed class LaneHistory(string name, IReadOnlyList<Push> pushes, IReadOnlyList<Run> runs)
{
    private readonly Dictionary<long, int> _places = pushes.Select((push, place) => (push.UpdateId, place)).ToDictionary();

    public string Name => name;

    /// <summary>In queue order.</summary>
    public IReadOnlyList<Push> Pushes => pushes;

    /// <summary>In the order of their starts.</summary>
    public IReadOnlyList<Run> Runs => runs;

    /// <summary>Where an update stood on the queue; null when it never did.</summary>
    public int? PlaceOf(Run run) => _places.TryGetValue(run.UpdateId, out var place) ? place : null;

    public Violation Broken(Promise promise, string text) => new(promise, name, text);
}
