using TgWorker.Core.Queues;

namespace TgWorker.Redis.Diagnosing;

/// <summary>Looks for one kind of trouble. Reads only, and never more than a bounded part of what is there.</summary>
internal interface ICheck
{
    /// <summary>The check's name in findings.</summary>
    string Name { get; }

    /// <summary>What it finds.</summary>
    /// <exception cref="QueueUnavailableException">Redis does not answer, or does not let it look.</exception>
    IAsyncEnumerable<Finding> FindAsync(Examination examination);
}
