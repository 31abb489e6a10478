namespace TgWorker.Dashboard.Acting;

/// <summary>What an operation does to all matching failed jobs.</summary>
internal enum BulkKind
{
    /// <summary>Counts them by error.</summary>
    Groups,

    /// <summary>Puts them back.</summary>
    Retry,

    /// <summary>Deletes them.</summary>
    Forget,
}
