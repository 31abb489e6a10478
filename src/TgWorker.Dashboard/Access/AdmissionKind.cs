namespace TgWorker.Dashboard.Access;

/// <summary>What becomes of a request at the gate.</summary>
internal enum AdmissionKind
{
    /// <summary>It goes nowhere. The first, so that a decision that was forgotten is this one.</summary>
    Refuse,

    /// <summary>Whoever it is has to log in.</summary>
    LogIn,

    /// <summary>It is let in.</summary>
    Allow,
}
