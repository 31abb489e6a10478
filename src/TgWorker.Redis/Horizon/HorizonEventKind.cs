namespace TgWorker.Redis.Horizon;

/// <summary>What can happen to a job, as far as Horizon shows it.</summary>
internal enum HorizonEventKind
{
    Reserved,
    Released,
    Completed,
    Failed,
    Retried,
    Forgotten,

    /// <summary>An operator deleted it before it was done.</summary>
    Cleared,
}
