namespace TgWorker.Hosting.Queues;

/// <summary>Laravel Horizon beside the worker. In the configuration: the section <c>Horizon</c>.</summary>
public sealed class HorizonOptions
{
    /// <summary>The prefix of Horizon's keys. Default null: Horizon is left alone.</summary>
    public string? Prefix { get; set; }
}
