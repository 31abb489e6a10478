using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Observing;

/// <summary>The locks that the application which pushed jobs took for them.</summary>
internal interface IJobLocks
{
    /// <summary>Releases the lock of a job that is over, if it has one.</summary>
    ValueTask ReleaseAsync(Job job);
}
