namespace TgWorker.Hosting.Queues;

/// <summary>Laravel Horizon beside the worker; in the configuration the section <c>Horizon</c>.</summary>
public sealed class HorizonOptions
{
    /// <summary>The prefix of Horizon's keys; null (the default) leaves Horizon alone.</summary>
    public string? Prefix { get; set; }
}
