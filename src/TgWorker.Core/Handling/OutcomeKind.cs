namespace TgWorker.Core.Handling;

/// <summary>The closed set of ways an attempt can end.</summary>
public enum OutcomeKind
{
    /// <summary>The update is done.</summary>
    Handled,

    /// <summary>The try failed and counts; it is tried again while tries are left.</summary>
    Retry,

    /// <summary>Tried again later without counting a try.</summary>
    Wait,

    /// <summary>Given up at once.</summary>
    Fail,

    /// <summary>Left to the next route that matches; where there is none, the update is done.</summary>
    Skip,
}
