namespace TgWorker.Redis.Horizon;

/// <summary>How the jobs are shown to Laravel Horizon. The ages are those of <c>trim</c> in its config/horizon.php.</summary>
public sealed class HorizonProjectionOptions
{
    /// <summary>
    /// The prefix of Horizon's keys (<c>HORIZON_PREFIX</c>), which stands alone: the queue's is not put before it. Default
    /// <c>laravel_horizon:</c>.
    /// </summary>
    public string Prefix { get; set; } = "laravel_horizon:";

    /// <summary>How long recent, pending and completed jobs are kept. Default 60 min.</summary>
    public TimeSpan KeepJobs { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long failed jobs and those with a monitored tag are kept. Default 7 d.</summary>
    public TimeSpan KeepFailed { get; set; } = TimeSpan.FromDays(7);
}
