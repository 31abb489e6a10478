namespace TgWorker.Core.Jobs;

/// <summary>Reads an entry of the queue.</summary>
public interface IJobReader
{
    /// <summary>
    /// What decides a job's lane beside its payload, such as <c>chat</c>. It must be the same for all workers on a queue; otherwise a
    /// chat's updates would be in several lanes. Default empty.
    /// </summary>
    string OrderedBy => "";

    /// <summary>
    /// Other settings that decide an entry's lane, because they decide whether and as what the entry is read. They must be the same for all
    /// workers on a queue. Default none.
    /// </summary>
    /// <param name="queue">The queue; a fingerprint of a secret is valid for this queue alone.</param>
    IReadOnlyList<SharedReading> SharedOn(string queue) => [];

    /// <summary>
    /// Reads <paramref name="payload"/>. Never throws: what cannot be read is a job with a <see cref="Job.Problem"/>. The memory belongs to
    /// the queue, which may use it again when the job is over: the job may refer to it (<see cref="Job.Payload"/>,
    /// <see cref="Job.Update"/>), the reader keeps nothing of it.
    /// </summary>
    Job Read(ReadOnlyMemory<byte> payload);
}
