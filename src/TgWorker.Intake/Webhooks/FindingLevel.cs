namespace TgWorker.Intake.Webhooks;

/// <summary>How bad something is.</summary>
internal enum FindingLevel
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>May go wrong.</summary>
    Warning,

    /// <summary>Updates do not come, or anybody can make them up.</summary>
    Error,
}
