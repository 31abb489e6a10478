namespace TgWorker.Core.Jobs;

/// <summary>
/// A setting that changes how entries are read, and so which lane a job goes to. It must be the same for all workers on a queue.
/// </summary>
/// <param name="Name">Its name, as stored with the queue.</param>
/// <param name="Value">Its value, also shown to people; never a secret.</param>
/// <param name="Option">The option that sets it.</param>
public sealed record SharedReading(string Name, string Value, string Option);
