namespace TgWorker.Hosting.FailedJobs;

/// <summary>What becomes of failed jobs; in the configuration the section <c>Failed</c>.</summary>
public sealed class FailedJobOptions
{
    /// <summary>How long they are kept; zero is for ever. Those that hold up a chat are kept. Default zero.</summary>
    public TimeSpan KeepFor { get; set; }
}
