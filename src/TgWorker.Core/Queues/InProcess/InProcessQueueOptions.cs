namespace TgWorker.Core.Queues.InProcess;

/// <summary>How an <see cref="InProcessQueue"/> behaves.</summary>
public sealed class InProcessQueueOptions
{
    /// <summary>The queue's bare name. Default <c>telegram_updates</c>.</summary>
    public string Name { get; set; } = "telegram_updates";

    /// <summary>How long a worker keeps its lanes without renewing its lease. Default 30 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether an update that was seen within the last 24 h (same bot and <c>update_id</c>) is finished unrun. Default true.
    /// </summary>
    public bool Deduplicate { get; set; } = true;
}
