namespace TgWorker.Core.History;

/// <summary>How long a step of the history is. Both are kept.</summary>
public enum HistoryScale
{
    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour: for days at once.</summary>
    Hour,
}
