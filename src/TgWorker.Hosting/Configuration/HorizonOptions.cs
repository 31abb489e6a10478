namespace TgWorker.Hosting.Configuration;

/// <summary>Laravel Horizon beside the worker.</summary>
internal sealed class HorizonOptions
{
    /// <summary>The prefix of Horizon's keys; null leaves Horizon alone.</summary>
    public string? Prefix { get; set; }
}
