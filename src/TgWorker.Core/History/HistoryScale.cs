namespace TgWorker.Core.History;

/// <summary>
/// The length of a step of the history. All lengths are kept, so that a few dozen steps cover any span. Stores keep the numbers.
/// </summary>
public enum HistoryScale
{
    /// <summary>A minute: for an hour.</summary>
    Minute = 0,

    /// <summary>An hour: for days.</summary>
    Hour = 1,

    /// <summary>Ten minutes: for hours.</summary>
    TenMinutes = 2,
}
