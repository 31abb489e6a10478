namespace TgWorker.Core.Jobs;

/// <summary>Reads an entry of the queue.</summary>
public interface IJobReader
{
    /// <summary>
    /// What decides a job's lane beside its payload, such as <c>chat</c>: all workers on a queue must have the same, or a chat's updates
    /// would lie in several lanes. Default empty.
    /// </summary>
    string OrderedBy => "";

    /// <summary>
    /// What else decides which lane an entry goes to, because it decides whether and as what the entry is read: all workers on a queue
    /// must have the same. Default nothing.
    /// </summary>
    /// <param name="queue">The queue; what stands for a secret stands for it on this queue alone.</param>
    IReadOnlyList<SharedReading> SharedOn(string queue) => [];

    /// <summary>Reads <paramref name="payload"/>. Never throws: what cannot be read is a job with a <see cref="Job.Problem"/>.</summary>
    Job Read(ReadOnlyMemory<byte> payload);
}
