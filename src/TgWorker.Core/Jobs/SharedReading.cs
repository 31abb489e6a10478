namespace TgWorker.Core.Jobs;

/// <summary>A setting that changes how entries are read, and with that a job's lane: all workers on a queue must have the same.</summary>
/// <param name="Name">Its name, as it is kept with the queue.</param>
/// <param name="Value">What it is, for people too; nothing secret.</param>
/// <param name="Option">The option that sets it.</param>
public sealed record SharedReading(string Name, string Value, string Option);
