namespace TgWorker.Dashboard.Configuration;

/// <summary>What a person may do on the dashboard; each may do what those before it may.</summary>
public enum DashboardRole
{
    /// <summary>Looks. Message texts, names and the like stay hidden.</summary>
    Viewer,

    /// <summary>Acts where nothing can be lost: retries, pauses, continues.</summary>
    Operator,

    /// <summary>Also deletes and skips, and sees payloads.</summary>
    Admin,
}
