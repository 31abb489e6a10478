namespace TgWorker.Core.Queues;

/// <summary>An entry to append to a queue.</summary>
/// <param name="Payload">The entry's bytes. They must not change until the queue has answered, nor after a lost answer.</param>
/// <param name="Uuid">The job's id, for programs that keep records of jobs, such as Horizon.</param>
/// <param name="Name">The job's class, for the same programs.</param>
/// <param name="PushedAt">The time now.</param>
public readonly record struct NewEntry(ReadOnlyMemory<byte> Payload, Guid Uuid, string Name, DateTimeOffset PushedAt);
