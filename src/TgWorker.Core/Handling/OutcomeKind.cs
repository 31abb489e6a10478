namespace TgWorker.Core.Handling;

/// <summary>The ways an attempt can end.</summary>
public enum OutcomeKind
{
    /// <summary>The update is done.</summary>
    Handled,

    /// <summary>The try failed and counts; the update is tried again while tries are left.</summary>
    Retry,

    /// <summary>The update is tried again later; this try does not count.</summary>
    Wait,

    /// <summary>The update is given up at once.</summary>
    Fail,

    /// <summary>The next matching route handles the update; if there is none, the update is done.</summary>
    Skip,
}
