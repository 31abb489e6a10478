namespace TgWorker.Core.Queues;

/// <summary>An entry that is to be appended to a queue.</summary>
/// <param name="Payload">Its bytes. They must not change until the queue has answered, nor after an answer that was lost.</param>
/// <param name="Uuid">The job's id, for those who keep records of jobs, such as Horizon.</param>
/// <param name="Name">The job's class, for the same.</param>
/// <param name="PushedAt">Now.</param>
public readonly record struct NewEntry(ReadOnlyMemory<byte> Payload, Guid Uuid, string Name, DateTimeOffset PushedAt);
