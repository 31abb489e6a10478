namespace TgWorker.Core.Jobs;

/// <summary>What an envelope says about retrying. Most envelopes say nothing, and have none of these.</summary>
internal sealed class JobLimits
{
    public int? MaxTries { get; set; }

    public IReadOnlyList<TimeSpan>? Backoff { get; set; }

    public TimeSpan? Timeout { get; set; }

    public DateTimeOffset? RetryUntil { get; set; }

    public int? MaxExceptions { get; set; }

    public bool FailOnTimeout { get; set; }
}
