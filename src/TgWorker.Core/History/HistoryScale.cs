namespace TgWorker.Core.History;

/// <summary>How long a step of the history is. All of them are kept, so that each span is read in a few dozen steps. Stores keep the
/// numbers.</summary>
public enum HistoryScale
{
    /// <summary>A minute: for an hour.</summary>
    Minute = 0,

    /// <summary>An hour: for days.</summary>
    Hour = 1,

    /// <summary>Ten minutes: for hours.</summary>
    TenMinutes = 2,
}
