namespace TgWorker.Core.Jobs;

/// <summary>Reads an entry of the queue.</summary>
public interface IJobReader
{
    /// <summary>Reads <paramref name="payload"/>. Never throws: what cannot be read is a job with a <see cref="Job.Problem"/>.</summary>
    Job Read(ReadOnlyMemory<byte> payload);
}
