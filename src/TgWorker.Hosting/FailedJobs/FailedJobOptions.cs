namespace TgWorker.Hosting.FailedJobs;

/// <summary>What becomes of failed jobs. In the configuration: the section <c>Failed</c>.</summary>
public sealed class FailedJobOptions
{
    /// <summary>How long they are kept; zero keeps them forever. Those that stop a chat are always kept. Default zero.</summary>
    public TimeSpan KeepFor { get; set; }
}
