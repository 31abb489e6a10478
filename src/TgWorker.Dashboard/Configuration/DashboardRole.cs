namespace TgWorker.Dashboard.Configuration;

/// <summary>What a user may do on the dashboard. Each role includes those before it.</summary>
public enum DashboardRole
{
    /// <summary>Looks. Message texts, names, places and phone numbers stay hidden.</summary>
    Viewer,

    /// <summary>Also does what loses no update: retries, pauses, continues, skips a chat's first update, cancels a broadcast.</summary>
    Operator,

    /// <summary>Also forgets failed jobs, drops updates, cancels timers, and sees payloads.</summary>
    Admin,
}
